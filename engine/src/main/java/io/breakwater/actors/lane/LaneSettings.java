package io.breakwater.actors.lane;

import io.breakwater.kernel.Invariants;
import java.time.Duration;

/**
 * Bounds and rhythms of a lane; the same for every lane of an environment.
 *
 * @param dataCenter 0…127, part of every id
 * @param commandsABatch decided at once for one entity, at most
 * @param actorFrom batches of fewer commands, of entities that are not large, are decided by the lane itself, which
 *     costs less than handing them to the entity's actor; 0: none are
 * @param waitingAnEntity commands that may wait for one entity
 * @param waitingALane commands that may wait for all entities of a lane
 * @param packsWhileRecovering that wait for a lane to serve
 * @param children entity actors of one lane, idle ones included
 * @param entities that one lane may hold
 * @param blockBytes target: what is gathered beyond it waits for the next block
 * @param snapshotEveryBlocks rhythm of snapshots, see {@link SnapshotRhythm}: shorter recovery, more work off the lane
 * @param tick how often the lane's own duties are looked after
 * @param minBackoff first wait before a failed lane starts again
 * @param maxBackoff longest wait
 */
public record LaneSettings(
        int dataCenter,
        int commandsABatch,
        int actorFrom,
        int waitingAnEntity,
        int waitingALane,
        int packsWhileRecovering,
        int children,
        int entities,
        int blockBytes,
        int snapshotEveryBlocks,
        Duration tick,
        Duration minBackoff,
        Duration maxBackoff) {

    public static final LaneSettings DEFAULT = new LaneSettings(
            0, 1_024, 64, 65_536, 262_144, 256, 16_384, 1_000_000, 128 * 1_024, 4_096,
            Duration.ofMillis(250), Duration.ofMillis(200), Duration.ofSeconds(10));

    /** The same with another {@code tick}. */
    public LaneSettings ticking(Duration other) {
        return new LaneSettings(dataCenter, commandsABatch, actorFrom, waitingAnEntity, waitingALane,
                packsWhileRecovering, children, entities, blockBytes, snapshotEveryBlocks, other, minBackoff,
                maxBackoff);
    }

    public LaneSettings {
        Invariants.check(commandsABatch > 0 && actorFrom >= 0, "a batch has room");
        Invariants.check(waitingAnEntity > 0 && waitingALane > 0, "bounds of queues are positive");
        Invariants.check(children > 0 && entities > 0 && packsWhileRecovering >= 0, "bounds of entities are positive");
        Invariants.check(blockBytes > 0 && snapshotEveryBlocks > 0, "a block has room, snapshots have a rhythm");
    }
}
