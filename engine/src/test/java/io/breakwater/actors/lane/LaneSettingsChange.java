package io.breakwater.actors.lane;

import java.time.Duration;

/** Settings that differ in one point from others. */
final class LaneSettingsChange {
    private LaneSettingsChange() {}

    /** Short waits, frequent ticks. */
    static LaneSettings quick(LaneSettings s) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(),
                s.snapshotEveryBlocks(), Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(50));
    }

    static LaneSettings waiting(LaneSettings s, int anEntity, int aLane) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), anEntity, aLane,
                s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(), s.snapshotEveryBlocks(),
                s.tick(), s.minBackoff(), s.maxBackoff());
    }

    static LaneSettings children(LaneSettings s, int children, int entities) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), children, entities, s.blockBytes(), s.snapshotEveryBlocks(),
                s.tick(), s.minBackoff(), s.maxBackoff());
    }

    static LaneSettings blocks(LaneSettings s, int bytes, int snapshotEvery) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), bytes, snapshotEvery,
                s.tick(), s.minBackoff(), s.maxBackoff());
    }

    static LaneSettings batches(LaneSettings s, int commands) {
        return new LaneSettings(s.dataCenter(), commands, s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(),
                s.snapshotEveryBlocks(), s.tick(), s.minBackoff(), s.maxBackoff());
    }

    /** @param actorFrom 0: every batch goes to its entity's actor */
    static LaneSettings actorFrom(LaneSettings s, int actorFrom) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), actorFrom, s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(),
                s.snapshotEveryBlocks(), s.tick(), s.minBackoff(), s.maxBackoff());
    }

    /** @param least first wait before a lane that failed starts again */
    static LaneSettings backingOff(LaneSettings s, Duration least) {
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(),
                s.snapshotEveryBlocks(), s.tick(), least, least);
    }
}
