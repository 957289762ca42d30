package io.breakwater.actors.lane;

import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings facts to lanes of which each must arrive, in order: a lane gets its next pack when all of the last one is
 * decided, and until then what is not is asked again under the same id. Whoever hands facts in bounds how many are
 * under way, and hands them in again where the node was lost before it was told of them.
 */
public final class Porter<C> extends AbstractBehavior<Porter.Message<C>> {
    private static final Logger LOG = LoggerFactory.getLogger(Porter.class);
    private static final int MOST_A_PACK = 256;

    /** What a porter is told. */
    public sealed interface Message<C> {}

    /**
     * @param ids of the one command; null: any
     * @param caller goes into its envelope
     * @param whenSettled told once, on this actor's thread; must not block or throw
     */
    public record Carry<C>(String entity, C command, RequestIds ids, String caller, Consumer<Outcome> whenSettled)
            implements Message<C> {}

    private record Look<C>() implements Message<C> {}

    private record Replied<C>(LaneReply reply) implements Message<C> {}

    private record Parcel<C>(Carry<C> carry, RequestIds ids) {}

    /** @param open what of the pack is not decided */
    private record Pack<C>(long id, List<Parcel<C>> open, long atMicros) {}

    private final LaneRouter<?, C> lanes;
    private final Courier.CourierSetup setup;
    private final OwnIds ids;
    private final ActorRef<LaneReply> replies;
    private final Map<Integer, Deque<Parcel<C>>> waiting = new HashMap<>();
    private final Map<Integer, Pack<C>> sent = new HashMap<>();
    private long packs;

    private Porter(ActorContext<Message<C>> context, TimerScheduler<Message<C>> timers, LaneRouter<?, C> lanes,
            Courier.CourierSetup setup) {
        super(context);
        this.lanes = lanes;
        this.setup = setup;
        int start = (int) (setup.clockMicros().getAsLong() / 1_000_000) & 0xF_FFFF;
        this.ids = new OwnIds(setup.name(), new Origin(setup.dataCenter(), start));
        this.replies = context.messageAdapter(LaneReply.class, Replied::new);
        timers.startTimerWithFixedDelay(new Look<>(), Duration.ofMillis(Math.max(1, setup.patience().toMillis() / 4)));
    }

    public static <C> Behavior<Message<C>> of(LaneRouter<?, C> lanes, Courier.CourierSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new Porter<>(context, timers, lanes, setup)));
    }

    @Override
    public Receive<Message<C>> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message<C>> on(Message<C> message) {
        switch (message) {
            case Carry<C> carry -> take(carry);
            case Look<C>() -> look();
            case Replied<C>(LaneReply reply) -> replied(reply);
        }
        return this;
    }

    private void take(Carry<C> carry) {
        LongSupplier clock = setup.clockMicros();
        RequestIds own = carry.ids() == null ? ids.next(clock.getAsLong(), 1) : carry.ids();
        int lane = lanes.laneOf(carry.entity());
        waiting.computeIfAbsent(lane, fresh -> new ArrayDeque<>()).addLast(new Parcel<>(carry, own));
        next(lane);
    }

    /** What is open of the last pack goes before what waits. */
    private void next(int lane) {
        Deque<Parcel<C>> queue = waiting.getOrDefault(lane, new ArrayDeque<>());
        if (sent.containsKey(lane) || queue.isEmpty()) {
            return;
        }
        List<Parcel<C>> parcels = new ArrayList<>();
        while (parcels.size() < MOST_A_PACK && !queue.isEmpty()) {
            parcels.add(queue.pollFirst());
        }
        send(lanes, lane, parcels);
    }

    private <S> void send(LaneRouter<S, C> receivers, int lane, List<Parcel<C>> parcels) {
        long now = setup.clockMicros().getAsLong();
        Pack<C> pack = new Pack<>(++packs, parcels, now);
        sent.put(lane, pack);
        List<SubBatch<C>> subBatches = new ArrayList<>(parcels.size());
        for (Parcel<C> parcel : parcels) {
            subBatches.add(new SubBatch<>(parcel.carry().entity(), List.of(parcel.carry().command()), parcel.ids(),
                    parcel.carry().caller(), "", now, false));
        }
        receivers.tell(lane, new LaneCommand.Submit<>(pack.id(), subBatches, replies));
    }

    private void replied(LaneReply reply) {
        for (Map.Entry<Integer, Pack<C>> each : sent.entrySet()) {
            if (each.getValue().id() == reply.packId()) {
                settle(each.getKey(), each.getValue(), reply);
                return;
            }
        }
    }

    private void settle(int lane, Pack<C> pack, LaneReply reply) {
        List<Parcel<C>> open = new ArrayList<>();
        for (int i = 0; i < pack.open().size(); i++) {
            if (isSettled(reply, i)) {
                tell(pack.open().get(i).carry(), reply.outcomes()[i]);
            } else {
                open.add(pack.open().get(i));
            }
        }
        if (open.isEmpty()) {
            sent.remove(lane);
            next(lane);
        } else {
            sent.put(lane, new Pack<>(0, open, setup.clockMicros().getAsLong()));
        }
    }

    /** Once, whatever it does with it: the others of the pack are told as well. */
    private void tell(Carry<C> carry, Outcome outcome) {
        try {
            carry.whenSettled().accept(outcome);
        } catch (RuntimeException failure) {
            LOG.error("whoever handed in a fact about {} failed when it was settled", carry.entity(), failure);
        }
    }

    /** Where the engine fails on it, or its name is taken, asking again does not help. */
    private static boolean isSettled(LaneReply reply, int index) {
        return reply.isDecided(index) || reply.outcomes()[index].rejection() instanceof LaneRejection turnedAway
                && switch (turnedAway.reason()) {
                    case LANE_FAILED, ENTITY_NAME_TAKEN, DECIDED_ELSEWHERE -> true;
                    case LANE_OVERLOADED, LANE_UNAVAILABLE, VIEW_NOT_CURRENT -> false;
                };
    }

    /** Sends again what was turned away, and what was not answered in time. */
    private void look() {
        long late = setup.clockMicros().getAsLong() - setup.patience().toNanos() / 1_000;
        for (int lane : List.copyOf(sent.keySet())) {
            Pack<C> pack = sent.get(lane);
            if (pack.id() == 0 || pack.atMicros() <= late) {
                send(lanes, lane, pack.open());
            }
        }
    }
}
