package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tape's blocks to every member, and holds the answer to a control back until each of them shows it or can
 * no longer have a current view. Works on the node that has the tape; idle on the others.
 *
 * <p>A member without a pulse for the bound of {@link ViewSetup#stale} takes no risk, so that waiting that long is
 * as good as its answer. A feed that has just begun waits as long, since it may not know yet whom its predecessor fed.
 */
public final class ViewFeed extends AbstractBehavior<ViewFeed.Message> {
    /** Where those who show the view are found. */
    static final ServiceKey<ViewMessage> SHOWING = ServiceKey.create(ViewMessage.class, "market-view");

    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final int PULSES_A_BOUND = 10;
    /** Beyond the bound: for the messages' way and the clocks' drift. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** What the feed is told. */
    public sealed interface Message {}

    /** The tape is served here from this block on. */
    record Began(int term, long number, ActorRef<LaneCommand<MarketView, TapeEvent>> tape) implements Message {}

    /** The tape is not served here any more. */
    record Ended(int term) implements Message {}

    record Durable(int term, long number, byte[] block) implements Message {}

    /** An answer waits until this block is shown everywhere. */
    record Hold(long ticket, long number) implements Message {}

    private record Heard(ViewMessage message) implements Message {}

    private record Found(Set<ActorRef<ViewMessage>> members) implements Message {}

    private record Beat() implements Message {}

    private record Held(long ticket, long number, long sinceNanos) {}

    private final ViewSetup setup;
    private final ActorRef<ViewMessage> door;
    private final Map<String, Long> shown = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private Set<ActorRef<ViewMessage>> members = Set.of();
    private ActorRef<LaneCommand<MarketView, TapeEvent>> tape;
    private int term;
    private long number;
    private long beganNanos;

    private ViewFeed(ActorContext<Message> context, TimerScheduler<Message> timers, ViewSetup setup) {
        super(context);
        this.setup = setup;
        this.door = context.messageAdapter(ViewMessage.class, Heard::new);
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class,
                listing -> new Found(Set.copyOf(listing.getAllServiceInstances(SHOWING))));
        context.getSystem().receptionist().tell(Receptionist.subscribe(SHOWING, listings));
        timers.startTimerWithFixedDelay(new Beat(), setup.stale().dividedBy(PULSES_A_BOUND));
    }

    public static Behavior<Message> of(ViewSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new ViewFeed(context, timers, setup)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Began began -> begin(began);
            case Ended(int ended) -> end(ended);
            case Durable(int atTerm, long at, byte[] block) -> durable(new ViewMessage.TapeBlock(atTerm, at, block));
            case Hold(long ticket, long at) -> held.add(new Held(ticket, at, System.nanoTime()));
            case Heard(ViewMessage.Shown said) when said.term() == term ->
                    shown.merge(said.node(), said.number(), Math::max);
            case Heard _ -> { }
            case Found(Set<ActorRef<ViewMessage>> found) -> members = found;
            case Beat() -> pulse();
        }
        release();
        return this;
    }

    private void begin(Began began) {
        term = began.term();
        number = began.number();
        tape = began.tape();
        beganNanos = System.nanoTime();
        shown.clear();
        held.clear();
        pulse();
    }

    private void end(int ended) {
        if (ended == term) {
            tape = null;
            held.clear();
        }
    }

    private void durable(ViewMessage.TapeBlock block) {
        number = block.number();
        members.forEach(member -> member.tell(block));
    }

    private void pulse() {
        if (tape != null) {
            members.forEach(member -> member.tell(new ViewMessage.Pulse(term, number, door)));
        }
    }

    private void release() {
        if (held.isEmpty() || tape == null) {
            return;
        }
        long now = System.nanoTime();
        long waits = setup.stale().plus(MARGIN).toNanos();
        boolean isNew = setup.isShared() && now - beganNanos < waits;
        held.removeIf(each -> {
            Set<String> without = without(each.number());
            boolean isOver = now - each.sinceNanos() >= waits;
            if (!isOver && (isNew || !without.isEmpty())) {
                return false;
            }
            if (!without.isEmpty()) {
                LOG.warn("a control is in force without {}, which must not take risk by now", without);
            }
            tape.tell(new LaneCommand.Release<>(each.ticket()));
            return true;
        });
    }

    /** Members that do not show the block. */
    private Set<String> without(long block) {
        Set<String> without = new TreeSet<>();
        for (ActorRef<ViewMessage> member : members) {
            String node = setup.nodeOf(member);
            if (shown.getOrDefault(node, 0L) < block) {
                without.add(node);
            }
        }
        return without;
    }
}
