package io.breakwater.actors.board;

import io.breakwater.actors.lane.LanePart;
import io.breakwater.actors.lane.LaneReader;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the tape on every node: folds its blocks, which checks that they are the ones that follow, and shows the view
 * of each. Where one is missing it asks the tape for all of its state. Nothing it shows is not durable.
 */
public final class ViewReceiver extends AbstractBehavior<ViewReceiver.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(ViewReceiver.class);
    /** Blocks that wait for the state before them, at most; then the oldest goes, and the state is asked for again. */
    private static final int MOST_WAITING = 1_024;
    /** Questions without an answer, at most; older ones would not make the view current any more. */
    private static final int MOST_ASKED = 64;
    /** A question stands for such a part of the bound before another is asked: none is forgotten too soon. */
    private static final int QUESTIONS_A_BOUND = 20;

    /** What the receiver is told. */
    public sealed interface Message {}

    private record Heard(ViewMessage message) implements Message {}

    private record Read(LaneState<MarketView> state, Throwable failure) implements Message {}

    private final ViewSetup setup;
    private final PublishedView view;
    private final LaneFold<MarketView, TapeEvent, TapeEvent> fold;
    private final ActorRef<LaneReader.Message<MarketView>> reader;
    private final ArrayDeque<ViewMessage.TapeBlock> waiting = new ArrayDeque<>();
    private LaneState<MarketView> state;
    /** When each question was asked: by its name, the oldest first. */
    private final LinkedHashMap<Long, Long> asked = new LinkedHashMap<>();
    private long asking = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);
    private boolean reading;
    private int term;

    private ViewReceiver(ActorContext<Message> context, ViewSetup setup, PublishedView view,
            LaneFold<MarketView, TapeEvent, TapeEvent> fold, ActorRef<LaneReader.Message<MarketView>> reader) {
        super(context);
        this.setup = setup;
        this.view = view;
        this.fold = fold;
        this.reader = reader;
        this.state = fold.genesis();
        ActorRef<ViewMessage> door = context.messageAdapter(ViewMessage.class, Heard::new);
        context.getSystem().receptionist().tell(Receptionist.register(ViewFeed.SHOWING, door));
    }

    /** One a node. @param reader of the tape's lane */
    public static Behavior<Message> of(ViewSetup setup, PublishedView view,
            LaneFold<MarketView, TapeEvent, TapeEvent> fold, ActorRef<LaneReader.Message<MarketView>> reader) {
        return Behaviors.setup(context -> new ViewReceiver(context, setup, view, fold, reader));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Heard(ViewMessage.TapeBlock block) -> take(block);
            case Heard(ViewMessage.Pulse pulse) -> pulse(pulse);
            case Heard(ViewMessage.Roll roll) ->
                    roll.replyTo().tell(new ViewMessage.Named(roll.call(), setup.node(), shows(roll)));
            case Heard(ViewMessage.Shown _), Heard(ViewMessage.Named _) -> { }
            case Read(LaneState<MarketView> read, Throwable failure) -> read(read, failure);
        }
        return this;
    }

    private void take(ViewMessage.TapeBlock block) {
        if (block.number() <= state.number()) {
            return;
        }
        waiting.addLast(block);
        if (waiting.size() > MOST_WAITING) {
            waiting.removeFirst();
        }
        follow();
    }

    /** Folds what follows; what does not is left out by the state that is asked for then. */
    private void follow() {
        while (!waiting.isEmpty() && waiting.peekFirst().number() <= state.number() + 1) {
            ViewMessage.TapeBlock next = waiting.removeFirst();
            if (next.number() == state.number() + 1) {
                state = fold.folded(state, next.block());
                view.show(state);
            }
        }
        if (!waiting.isEmpty()) {
            readAll();
        }
    }

    private void pulse(ViewMessage.Pulse pulse) {
        if (pulse.term() < term) {
            return;
        }
        term = pulse.term();
        if (state.number() < pulse.number()) {
            readAll();
        } else {
            // What was asked in another life of this node is in no list.
            Long askedNanos = asked.get(pulse.answers());
            if (askedNanos != null) {
                view.confirm(askedNanos);
            }
        }
        pulse.feed().tell(new ViewMessage.Shown(setup.node(), term, state.number(), ask()));
    }

    private long ask() {
        long now = System.nanoTime();
        var newest = asked.lastEntry();
        if (newest == null || now - newest.getValue() >= setup.stale().toNanos() / QUESTIONS_A_BOUND) {
            asked.put(++asking, now);
        }
        if (asked.size() > MOST_ASKED) {
            asked.pollFirstEntry();
        }
        return asking;
    }

    private boolean shows(ViewMessage.Roll roll) {
        Quoted quoted = view.current().named(roll.instrument());
        return quoted != null && view.current().stateOf(quoted).compareTo(roll.least()) >= 0;
    }

    private void readAll() {
        if (!reading) {
            reading = true;
            CompletableFuture<LaneState<MarketView>> answer = new CompletableFuture<>();
            reader.tell(new LaneReader.Ask<>(0, LanePart.everything(), answer));
            getContext().pipeToSelf(answer, Read::new);
        }
    }

    private void read(LaneState<MarketView> read, Throwable failure) {
        reading = false;
        if (failure != null) {
            LOG.warn("the tape cannot be read, and is asked again: {}", failure.toString());
            return;
        }
        if (read.number() > state.number()) {
            state = read;
            view.show(state);
        }
        follow();
    }
}
