package io.breakwater.actors.board;

import io.breakwater.actors.board.BoardMessage.Flush;
import io.breakwater.actors.board.BoardMessage.Observed;
import io.breakwater.actors.board.BoardMessage.Taped;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.lane.OwnIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.kernel.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Puts what instruments and scopes report on the tape: marks together, the latest of each within a few milliseconds;
 * everything else at once. The tape is a lane, and {@link PublishedView} shows what it has made durable; the board
 * holds nothing that would be missed: who is not acknowledged tells it again.
 */
public final class Board extends AbstractBehavior<BoardMessage> {
    private static final String CALLER = "board";
    /** Subjects and reports that wait, at most; what comes beyond is told again by its lane. */
    private static final int MOST_WAITING = 65_536;
    /** Packs without an answer, at most; older ones are given up and told again. */
    private static final int MOST_UNANSWERED = 256;

    private final LaneRouter<MarketView, TapeEvent> tape;
    private final BoardSetup setup;
    private final OwnIds ids;
    private final ActorRef<LaneReply> replies;
    private final LinkedHashMap<String, TapeEvent> conflated = new LinkedHashMap<>();
    private List<Observed<?, ?>> waiting = new ArrayList<>();
    private final LinkedHashMap<Long, List<Observed<?, ?>>> unanswered = new LinkedHashMap<>();
    private long packs;

    private Board(ActorContext<BoardMessage> context, TimerScheduler<BoardMessage> timers,
            LaneRouter<MarketView, TapeEvent> tape, BoardSetup setup) {
        super(context);
        this.tape = tape;
        this.setup = setup;
        int start = (int) (setup.clockMicros().getAsLong() / 1_000_000) & 0xF_FFFF;
        this.ids = new OwnIds(CALLER, new Origin(setup.dataCenter(), start));
        this.replies = context.messageAdapter(LaneReply.class, Taped::new);
        timers.startTimerWithFixedDelay(new Flush(), setup.conflation());
    }

    /** @param tape the one lane of {@link Tape} */
    public static Behavior<BoardMessage> of(LaneRouter<MarketView, TapeEvent> tape, BoardSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Board(context, timers, tape, setup)));
    }

    @Override
    public Receive<BoardMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<BoardMessage> on(BoardMessage message) {
        switch (message) {
            case Observed<?, ?> observed when observed.urgent() -> tapeAtOnce(observed);
            case Observed<?, ?> observed -> conflate(observed);
            case Flush() -> flush();
            case Taped(LaneReply reply) -> taped(reply);
        }
        return this;
    }

    private void conflate(Observed<?, ?> observed) {
        if (waiting.size() >= MOST_WAITING || conflated.size() + observed.events().size() > MOST_WAITING) {
            return;
        }
        observed.events().forEach(event -> conflated.put(Subject.of(event), event));
        waiting.add(observed);
    }

    /** What waits about the same subjects is older and must not come after. */
    private void tapeAtOnce(Observed<?, ?> observed) {
        observed.events().forEach(event -> conflated.remove(Subject.of(event)));
        submit(observed.events(), List.of(observed));
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            List<Observed<?, ?>> told = waiting;
            waiting = new ArrayList<>();
            submit(List.copyOf(conflated.values()), told);
            conflated.clear();
        }
    }

    private void submit(List<TapeEvent> events, List<Observed<?, ?>> told) {
        long now = setup.clockMicros().getAsLong();
        unanswered.put(++packs, told);
        if (unanswered.size() > MOST_UNANSWERED) {
            unanswered.pollFirstEntry();
        }
        SubBatch<TapeEvent> subBatch =
                new SubBatch<>(Tape.ENTITY, events, ids.next(now, events.size()), CALLER, "", now, false);
        tape.tell(0, new LaneCommand.Submit<>(packs, List.of(subBatch), replies));
    }

    private void taped(LaneReply reply) {
        List<Observed<?, ?>> told = unanswered.remove(reply.packId());
        for (int i = 0; i < reply.outcomes().length; i++) {
            if (!reply.isDecided(i)) {
                return;
            }
        }
        if (told != null) {
            told.forEach(Observed::acknowledge);
        }
    }
}
