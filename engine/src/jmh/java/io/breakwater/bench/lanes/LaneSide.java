package io.breakwater.bench.lanes;

import io.breakwater.actors.counterparty.Remarks;
import io.breakwater.actors.counterparty.ThrottleSummaries;
import io.breakwater.actors.lane.Lane;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.InProcessTurns;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Pump;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Systems;
import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The counterparty lanes of a node with their usual duties, told packs by one thread. */
public final class LaneSide implements Side {

    /** As a node has them by default. */
    public static final int LANES = 16;

    private static final long REMARK_MICROS = 1_000_000;
    private static final double FIRST_RATE = 500_000;

    private final ActorSystem<Void> system;
    private final MovingMarket market;
    private final Tally tally = new Tally();
    private final LaneReplies replies = new LaneReplies(tally);
    private final ActorRef<LaneReply> replyTo;
    private final List<ActorRef<LaneCommand<Valued, CounterpartyCommand>>> lanes;
    private final InProcessTurns<LaneParcel> turns;

    private LaneSide(ActorSystem<Void> system, MovingMarket market, PackedLoad load) {
        this.system = system;
        this.market = market;
        this.replyTo = system.systemActorOf(replies.behavior(), "replies", Props.empty());
        ActorRef<LaneStatus> watcher = system.ignoreRef();
        this.lanes = IntStream.range(0, LANES).mapToObj(number -> lane(number, watcher)).toList();
        this.turns = new InProcessTurns<>(
                new Pump<>(() -> LaneParcel.of(load.flow().next(load.packItems()), LANES), this::tell,
                        load.packsInFlight(), FIRST_RATE / load.packItems()),
                tally, Systems.storeOf(system));
    }

    /** Starts it, and brings every counterparty to where the flow begins. */
    public static LaneSide open(WorkDirectory directory, MovingMarket market, PackedLoad load) throws InterruptedException {
        ActorSystem<Void> system = Systems.start("lanes", directory, "pekko.actor.provider = local");
        LaneSide side = new LaneSide(system, market, load);
        side.turns.pump().sendAll(load.flow().opening()
                .map(steps -> LaneParcel.of(load.flow().pack(steps), LANES)).iterator());
        side.tally.take(0, Turn.Cost.NONE);
        return side;
    }

    private ActorRef<LaneCommand<Valued, CounterpartyCommand>> lane(int number, ActorRef<LaneStatus> watcher) {
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        LaneId id = new LaneId(aggregate.kind(), number, LANES);
        LaneFold<Valued, CounterpartyCommand, CounterpartyEvent> fold =
                new LaneFold<>(new LogName("simulation", "bench", id.name()), aggregate);
        return system.systemActorOf(Lane.of(new LaneSetup<>(id, aggregate, fold, LaneSettings.DEFAULT, market::current,
                EpochMicros::now, this::duties, watcher)), id.name(), Props.empty());
    }

    private List<LaneDuty<Valued, CounterpartyCommand, CounterpartyEvent>> duties() {
        return List.of(new ThrottleSummaries<>(),
                new Remarks<>(market::current, LaneSide::hasPositions, REMARK_MICROS));
    }

    private static boolean hasPositions(Valued valued) {
        return valued.counterparty().accounts().values().stream().anyMatch(account -> !account.holdings().isEmpty());
    }

    private void tell(LaneParcel parcel, Runnable answered) {
        long id = replies.await(parcel.byLane().size(), answered);
        parcel.byLane().forEach((lane, subBatches) ->
                lanes.get(lane).tell(new LaneCommand.Submit<>(id, subBatches, replyTo)));
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
