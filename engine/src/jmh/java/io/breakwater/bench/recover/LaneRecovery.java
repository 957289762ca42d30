package io.breakwater.bench.recover;

import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Systems;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.lanes.LaneSide;
import io.breakwater.bench.lanes.LaneStarter;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.journal.rocksdb.StorePaths;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A log of one lane without snapshots, and two ways of reading all of it. */
public final class LaneRecovery implements AutoCloseable {

    private static final long SEED = 20_200_313;
    private static final int PACK_ITEMS = 1_024;
    private static final int PACKS_IN_FLIGHT = 16;
    private static final long MOST_SECONDS = 300;

    private final WorkDirectory directory;
    private final MovingMarket market;
    private final LaneSettings settings;
    private final long events;

    private LaneRecovery(WorkDirectory directory, MovingMarket market, LaneSettings settings, long events) {
        this.directory = directory;
        this.market = market;
        this.settings = settings;
        this.events = events;
    }

    /** Writes the log: what the lane decides in that time. */
    public static LaneRecovery write(WorkDirectory directory, LoadShape shape, Duration time)
            throws InterruptedException {
        MovingMarket market = new MovingMarket(shape.market());
        LaneSettings settings = withoutSnapshots(LaneSettings.DEFAULT);
        PackedLoad load = new PackedLoad(new OrderFlow(shape, SEED), PACK_ITEMS, PACKS_IN_FLIGHT);
        try (LaneSide lane = LaneSide.open(directory, market, load, new LaneSide.Lanes(1, settings))) {
            Turn turn = lane.turn(time);
            return new LaneRecovery(directory, market, settings, turn.decisions() + lane.opened());
        }
    }

    private static LaneSettings withoutSnapshots(LaneSettings usual) {
        return new LaneSettings(usual.dataCenter(), usual.commandsABatch(), usual.actorFrom(), usual.waitingAnEntity(),
                usual.waitingALane(), usual.packsWhileRecovering(), usual.children(), usual.entities(),
                usual.blockBytes(), Integer.MAX_VALUE, usual.tick(), usual.minBackoff(), usual.maxBackoff());
    }

    public long events() {
        return events;
    }

    /** Starts the lane over the open store, until it serves. @return events a second */
    double recovered() throws InterruptedException {
        ActorSystem<Void> system = Systems.start("recovery", directory, "pekko.actor.provider = local");
        try {
            Systems.storeOf(system);
            CompletableFuture<LaneStatus> serving = new CompletableFuture<>();
            ActorRef<LaneStatus> watcher = system.systemActorOf(watcher(serving), "watcher", Props.empty());
            long begun = System.nanoTime();
            new LaneStarter(system, market, settings).start(0, 1, watcher);
            serving.get(MOST_SECONDS, TimeUnit.SECONDS);
            return aSecond(begun);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the lane did not recover", e);
        } finally {
            Systems.stop(system);
        }
    }

    private static Behavior<LaneStatus> watcher(CompletableFuture<LaneStatus> serving) {
        return Behaviors.receiveMessage(status -> {
            switch (status) {
                case LaneStatus.Recovering _ -> { }
                case LaneStatus.Serving _ -> serving.complete(status);
                case LaneStatus.BackingOff _, LaneStatus.Refused _, LaneStatus.Stopped _ ->
                        serving.completeExceptionally(new IllegalStateException(status.toString()));
            }
            return Behaviors.same();
        });
    }

    /** Reads the bytes of the same rows; opening the store is not measured here either. */
    double scanned() throws IOException {
        return events / (RawScan.nanos(new StorePaths(directory.path()).files()) / 1e9);
    }

    private double aSecond(long begun) {
        return events / ((System.nanoTime() - begun) / 1e9);
    }

    @Override
    public void close() {
        market.close();
    }
}
