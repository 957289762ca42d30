package io.breakwater.bench.lanes;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.InProcessTurns;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.Pump;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Systems;
import io.breakwater.bench.decisions.Tally;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
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

    private final ActorSystem<Void> system;
    private final Tally tally = new Tally();
    private final LaneReplies replies = new LaneReplies(tally);
    private final ActorRef<LaneReply> replyTo;
    private final List<ActorRef<LaneCommand<Valued, CounterpartyCommand>>> lanes;
    private final InProcessTurns<LaneParcel> turns;
    private long opened;

    private LaneSide(ActorSystem<Void> system, MovingMarket market, PackedLoad load, Lanes lanes) {
        this.system = system;
        this.replyTo = system.systemActorOf(replies.behavior(), "replies", Props.empty());
        LaneStarter starter = new LaneStarter(system, market, lanes.settings());
        this.lanes = IntStream.range(0, lanes.count())
                .mapToObj(number -> starter.start(number, lanes.count(), system.ignoreRef())).toList();
        this.turns = new InProcessTurns<>(
                new Pump<>(() -> LaneParcel.of(load.flow().next(load.packItems()), lanes.count()), this::tell,
                        load.packsInFlight()),
                tally, () -> Systems.storeOf(system).counters().bytes());
    }

    /** Starts a node's lanes, and brings every counterparty to where the flow begins. */
    public static LaneSide open(WorkDirectory directory, MovingMarket market, PackedLoad load)
            throws InterruptedException {
        return open(directory, market, load, new Lanes(LANES, LaneSettings.DEFAULT));
    }

    /** How many lanes there are, and their bounds. */
    public record Lanes(int count, LaneSettings settings) {}

    /** The same with other lanes than a node has. */
    public static LaneSide open(WorkDirectory directory, MovingMarket market, PackedLoad load, Lanes lanes)
            throws InterruptedException {
        ActorSystem<Void> system = Systems.start("lanes", directory, "pekko.actor.provider = local");
        LaneSide side = new LaneSide(system, market, load, lanes);
        side.turns.pump().sendAll(load.flow().opening()
                .map(steps -> LaneParcel.of(load.flow().pack(steps), lanes.count())).iterator());
        side.opened = side.tally.take(0, Turn.Cost.NONE).decisions();
        return side;
    }

    private void tell(LaneParcel parcel, Runnable answered) {
        long id = replies.await(parcel.byLane().size(), answered);
        parcel.byLane().forEach((lane, subBatches) ->
                lanes.get(lane).tell(new LaneCommand.Submit<>(id, subBatches, replyTo)));
    }

    /** How many commands came before the flow. */
    public long opened() {
        return opened;
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
