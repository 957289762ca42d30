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
import java.util.concurrent.CompletionStage;
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
 * <p>A member whose questions get no answer for the bound of {@link ViewSetup#stale} takes no risk, so that waiting
 * that long is as good as its answer. A feed that has just begun waits as long, since it may not know yet whom its
 * predecessor fed, and every feed for a member that has just gone. Nothing is answered on belief: after a question came
 * in, the log of the tape was found, or made by a block of our own, without a block of a successor.
 */
public final class ViewFeed extends AbstractBehavior<ViewFeed.Message> {
    /** Where those who show the view are found. */
    static final ServiceKey<ViewMessage> SHOWING = ServiceKey.create(ViewMessage.class, "market-view");

    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final int PULSES_A_BOUND = 10;
    /** Beyond the bound: for the clocks' drift. */
    private static final Duration MARGIN = Duration.ofMillis(500);
    /** Reads of the log's end at the same time; while as many wait, nothing is known. */
    private static final int MOST_READS = 16;

    /** What the feed is told. */
    public sealed interface Message {}

    /** The tape is served here from this block on. */
    record Began(int term, long number, ActorRef<LaneCommand<MarketView, TapeEvent>> tape) implements Message {}

    /** The tape is not served here any more. */
    record Ended(int term) implements Message {}

    /** @param sinceNanos a moment before the block was appended, with no block of another term since then */
    record Durable(int term, long number, byte[] block, long sinceNanos) implements Message {}

    /** An answer waits until this block is shown everywhere. */
    record Hold(long ticket, long number) implements Message {}

    private record Heard(ViewMessage message) implements Message {}

    private record Found(Set<ActorRef<ViewMessage>> members) implements Message {}

    private record Beat() implements Message {}

    /** Where the tape's log ended, at this moment or later; null where the journal did not say. */
    private record End(int term, long atNanos, Long highest) implements Message {}

    private record Held(long ticket, long number, long sinceNanos) {}

    private final ViewSetup setup;
    private final TapeEnd end;
    private final ActorRef<ViewMessage> door;
    private final Askings askings = new Askings();
    private final Map<String, Long> shown = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private Set<ActorRef<ViewMessage>> members = Set.of();
    /** Until when a member that is not listed any more may have a current view. */
    private final Map<String, Long> goneUntilNanos = new HashMap<>();
    private ActorRef<LaneCommand<MarketView, TapeEvent>> tape;
    private int term;
    private long number;
    private long beganNanos;
    private boolean wroteSinceBeat;
    private int reads;

    private ViewFeed(ActorContext<Message> context, TimerScheduler<Message> timers, ViewSetup setup, TapeEnd end) {
        super(context);
        this.setup = setup;
        this.end = end;
        this.door = context.messageAdapter(ViewMessage.class, Heard::new);
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class,
                listing -> new Found(Set.copyOf(listing.getAllServiceInstances(SHOWING))));
        context.getSystem().receptionist().tell(Receptionist.subscribe(SHOWING, listings));
        timers.startTimerWithFixedDelay(new Beat(), setup.stale().dividedBy(PULSES_A_BOUND));
    }

    public static Behavior<Message> of(ViewSetup setup, TapeEnd end) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new ViewFeed(context, timers, setup, end)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Began began -> begin(began);
            case Ended(int ended) -> end(ended);
            case Durable durable -> durable(durable);
            case Hold(long ticket, long at) -> hold(ticket, at);
            case Heard(ViewMessage.Shown said) when said.term() == term -> heard(said);
            case Heard _ -> { }
            case Found(Set<ActorRef<ViewMessage>> found) -> found(found);
            case Beat() -> beat();
            case End found -> end(found);
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
        askings.clear();
        pulse();
    }

    private void end(int ended) {
        if (ended == term) {
            tape = null;
            held.clear();
        }
    }

    private void durable(Durable durable) {
        number = durable.number();
        wroteSinceBeat = true;
        ViewMessage.TapeBlock block = new ViewMessage.TapeBlock(durable.term(), number, durable.block());
        members.forEach(member -> member.tell(block));
        hadTape(durable.sinceNanos());
    }

    /** For the first that waits members say at once what they show; for those that come meanwhile, after that. */
    private void hold(long ticket, long at) {
        held.add(new Held(ticket, at, System.nanoTime()));
        if (held.size() == 1) {
            pulse();
        }
    }

    private void heard(ViewMessage.Shown said) {
        shown.merge(said.node(), said.number(), Math::max);
        askings.ask(said.node(), said.asking());
    }

    private void found(Set<ActorRef<ViewMessage>> found) {
        long until = System.nanoTime() + waitsNanos();
        members.stream().filter(member -> !found.contains(member))
                .forEach(gone -> goneUntilNanos.put(setup.nodeOf(gone), until));
        members = found;
    }

    /** While blocks are written they say whose the tape is; otherwise the journal is asked. */
    private void beat() {
        goneUntilNanos.values().removeIf(until -> until - System.nanoTime() <= 0);
        if (tape == null) {
            return;
        }
        long now = System.nanoTime();
        askings.look(now);
        if (!wroteSinceBeat && setup.isShared() && reads < MOST_READS) {
            CompletionStage<Long> highestNow = end.highest();
            reads++;
            int asked = term;
            getContext().pipeToSelf(highestNow, (highest, failure) -> new End(asked, now, highest));
        }
        wroteSinceBeat = false;
        pulse();
    }

    /** Blocks up to the number are this lane's; behind it would stand who has taken the tape over. */
    private void end(End found) {
        reads--;
        if (found.term() == term && found.highest() != null && found.highest() <= number) {
            hadTape(found.atNanos());
        }
    }

    private void hadTape(long atNanos) {
        if (askings.hadTape(atNanos)) {
            pulse();
        }
    }

    private void pulse() {
        if (tape != null) {
            members.forEach(member -> member.tell(
                    new ViewMessage.Pulse(term, number, askings.answerable(setup.nodeOf(member)), door)));
        }
    }

    private long waitsNanos() {
        return setup.stale().plus(MARGIN).toNanos();
    }

    private void release() {
        if (held.isEmpty() || tape == null) {
            return;
        }
        long now = System.nanoTime();
        long waits = waitsNanos();
        boolean isNew = setup.isShared() && now - beganNanos < waits;
        boolean released = held.removeIf(each -> {
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
        if (released && !held.isEmpty()) {
            pulse();
        }
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
        without.addAll(goneUntilNanos.keySet());
        return without;
    }
}
