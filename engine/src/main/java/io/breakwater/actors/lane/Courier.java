package io.breakwater.actors.lane;

import io.breakwater.kernel.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Brings facts from lanes to lanes of another kind and repeats each until it is booked. Only for cumulative facts, of
 * which the latest says all: one that is handed in under a key takes the place of the one before. So there are no more
 * of them than holders of caps and listed instruments, which lanes bound, and none is turned away: who tells most of
 * them does so once. What is carried is lost with the node; the lanes that handed it in find it again in their states.
 */
public final class Courier<C> extends AbstractBehavior<Courier.Message<C>> {
    private static final int MOST_A_PACK = 1_024;

    /** What a courier is told. */
    public sealed interface Message<C> {}

    /** @param key one word of its sender to its receiver about one subject */
    public record Carry<C>(String key, String entity, C command) implements Message<C> {}

    /** Says where the receivers are, since lanes and couriers need each other. What comes before it waits. */
    public record Connect<C>(LaneRouter<?, C> lanes) implements Message<C> {}

    private record Go<C>() implements Message<C> {}

    private record Look<C>() implements Message<C> {}

    private record Replied<C>(LaneReply reply) implements Message<C> {}

    private record Parcel<C>(String entity, C command) {}

    private record Sent<C>(List<String> keys, List<Parcel<C>> parcels, long atMicros) {}

    private final LongSupplier clockMicros;
    private final Duration patience;
    private final OwnIds ids;
    private final ActorRef<LaneReply> replies;
    private final Map<String, Parcel<C>> carried = new HashMap<>();
    private final LinkedHashMap<String, Parcel<C>> waiting = new LinkedHashMap<>();
    private final Map<Long, Sent<C>> sent = new HashMap<>();
    private LaneRouter<?, C> lanes;
    private long packs;
    private boolean goes;

    private Courier(ActorContext<Message<C>> context, TimerScheduler<Message<C>> timers, CourierSetup setup) {
        super(context);
        this.clockMicros = setup.clockMicros();
        this.patience = setup.patience();
        int start = (int) (clockMicros.getAsLong() / 1_000_000) & 0xF_FFFF;
        this.ids = new OwnIds(setup.name(), new Origin(setup.dataCenter(), start));
        this.replies = context.messageAdapter(LaneReply.class, Replied::new);
        timers.startTimerWithFixedDelay(new Look<>(), patience);
    }

    /**
     * @param name of this courier, unique on the node
     * @param patience how long it waits for an answer before it asks again
     */
    public record CourierSetup(String name, int dataCenter, Duration patience, LongSupplier clockMicros) {}

    /** One that carries from when {@link Connect} comes. */
    public static <C> Behavior<Message<C>> of(CourierSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Courier<>(context, timers, setup)));
    }

    @Override
    public Receive<Message<C>> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message<C>> on(Message<C> message) {
        switch (message) {
            case Carry<C> carry -> take(carry);
            case Connect<C>(LaneRouter<?, C> receivers) -> connect(receivers);
            case Go<C>() -> go();
            case Look<C>() -> look();
            case Replied<C>(LaneReply reply) -> replied(reply);
        }
        return this;
    }

    private void take(Carry<C> carry) {
        Parcel<C> parcel = new Parcel<>(carry.entity(), carry.command());
        carried.put(carry.key(), parcel);
        waiting.put(carry.key(), parcel);
        goSoon();
    }

    private void connect(LaneRouter<?, C> receivers) {
        lanes = receivers;
        goSoon();
    }

    private void goSoon() {
        if (lanes != null && !goes && !waiting.isEmpty()) {
            goes = true;
            getContext().getSelf().tell(new Go<>());
        }
    }

    private void go() {
        goes = false;
        Map<Integer, Sent<C>> byLane = new HashMap<>();
        long now = clockMicros.getAsLong();
        for (int taken = 0; taken < MOST_A_PACK && !waiting.isEmpty(); taken++) {
            Map.Entry<String, Parcel<C>> next = waiting.pollFirstEntry();
            int lane = lanes.laneOf(next.getValue().entity());
            Sent<C> pack = byLane.computeIfAbsent(lane, fresh -> new Sent<>(new ArrayList<>(), new ArrayList<>(), now));
            pack.keys().add(next.getKey());
            pack.parcels().add(next.getValue());
        }
        byLane.forEach((lane, pack) -> send(lanes, lane, pack));
        goSoon();
    }

    private <S> void send(LaneRouter<S, C> receivers, int lane, Sent<C> pack) {
        List<SubBatch<C>> subBatches = new ArrayList<>(pack.parcels().size());
        for (Parcel<C> parcel : pack.parcels()) {
            subBatches.add(new SubBatch<>(parcel.entity(), List.of(parcel.command()), ids.next(pack.atMicros(), 1),
                    OwnFacts.CALLER, "", pack.atMicros(), false));
        }
        sent.put(++packs, pack);
        receivers.tell(lane, new LaneCommand.Submit<>(packs, subBatches, replies));
    }

    private void replied(LaneReply reply) {
        Sent<C> pack = sent.remove(reply.packId());
        if (pack == null) {
            return;
        }
        for (int i = 0; i < pack.keys().size(); i++) {
            if (reply.isDecided(i)) {
                carried.remove(pack.keys().get(i), pack.parcels().get(i));
            }
        }
    }

    /** Puts everything that was not answered in time, or not decided, back into the queue. */
    private void look() {
        long late = clockMicros.getAsLong() - patience.toNanos() / 1_000;
        sent.values().removeIf(pack -> pack.atMicros() <= late);
        Map<String, Parcel<C>> lost = new HashMap<>(carried);
        sent.values().forEach(pack -> pack.keys().forEach(lost::remove));
        waiting.putAll(lost);
        goSoon();
    }
}
