package io.breakwater.bench.stock;

import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.InProcessTurns;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Pump;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Systems;
import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.bench.load.RequestIdSource;
import io.breakwater.bench.load.Step;
import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** Stock entities in a cluster of one, asked by one thread with as many asks in flight as the other sides' items. */
public final class StockSide implements Side {

    private static final EntityTypeKey<StockCommand> KEY = EntityTypeKey.create(StockCommand.class, "stock");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SETTINGS = """
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.sharding.passivation.strategy = none
            pekko.cluster.sharding.number-of-shards = 128
            pekko.persistence.max-concurrent-recoveries = 1000
            # The default drops beyond 4,096: a hot entity would lose commands.
            pekko.persistence.typed.stash-capacity = 100000
            pekko.actor.serializers.stock = "%s"
            pekko.actor.serialization-bindings { "%s" = stock }
            """.formatted(StockEventSerializer.class.getName(), StockEvent.class.getName());

    private final ActorSystem<Void> system;
    private final List<EntityRef<StockCommand>> entities;
    private final Tally tally = new Tally();
    private final RequestIdSource ids;
    private final InProcessTurns<StockParcel> turns;

    private StockSide(ActorSystem<Void> system, MovingMarket market, PackedLoad load, LongSupplier storedBytes) {
        this.system = system;
        this.ids = new RequestIdSource(5);
        ClusterSharding sharding = ClusterSharding.get(system);
        sharding.init(Entity.of(KEY, context -> new StockCounterparty(context.getEntityId(), market)));
        this.entities = IntStream.range(0, load.flow().shape().counterparties())
                .mapToObj(rank -> sharding.entityRefFor(KEY, LoadShape.entity(rank))).toList();
        this.turns = new InProcessTurns<>(
                new Pump<>(() -> parcel(load.flow().next()), this::ask, load.itemsInFlight()),
                tally, storedBytes);
    }

    /** Starts it, and brings every counterparty to where the flow begins. */
    public static StockSide open(WorkDirectory directory, MovingMarket market, PackedLoad load)
            throws InterruptedException {
        ActorSystem<Void> system = Systems.start("stock", directory, SETTINGS);
        return open(system, market, load, () -> Systems.storeOf(system).counters().bytes());
    }

    /** The same over another journal, whose bytes are not seen. @param journal its settings */
    public static StockSide open(String journal, MovingMarket market, PackedLoad load) throws InterruptedException {
        return open(Systems.start("stock", SETTINGS + journal), market, load, () -> 0);
    }

    private static StockSide open(ActorSystem<Void> system, MovingMarket market, PackedLoad load,
            LongSupplier storedBytes) throws InterruptedException {
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        StockSide side = new StockSide(system, market, load, storedBytes);
        side.turns.pump().sendAll(load.flow().opening().flatMap(List::stream).map(side::parcel).iterator());
        side.tally.take(0, Turn.Cost.NONE);
        return side;
    }

    private StockParcel parcel(Step step) {
        return new StockParcel(step.rank(), ids.next(), step.command());
    }

    private void ask(StockParcel parcel, Runnable answered) {
        entities.get(parcel.rank())
                .<Outcome>ask(replyTo -> new StockCommand(parcel.id(), parcel.command(), replyTo), PATIENCE)
                .whenComplete((outcome, failure) -> {
                    if (failure == null) {
                        tally.count(outcome);
                    } else {
                        tally.undecided(failure.toString());
                    }
                    answered.run();
                });
    }

    @Override
    public Turn turn(Duration time) throws InterruptedException {
        return turns.turn(time);
    }

    @Override
    public void close() throws InterruptedException {
        Systems.stop(system);
    }
}
