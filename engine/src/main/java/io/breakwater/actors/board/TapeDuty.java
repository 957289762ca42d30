package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.log.LaneState;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** The duty of the tape's lane to feed all members, and to answer for a control only when all of them have it. */
public final class TapeDuty implements LaneDuty<MarketView, TapeEvent, TapeEvent> {
    /** The one lane of its kind. */
    public static final LaneId LANE = new LaneId(new Tape().kind(), 0, 1);

    private final ActorRef<ViewFeed.Message> feed;
    private final Set<Long> waiting = new HashSet<>();
    private int term;
    private long number;
    /** When the block before the newest one was heard of, and the newest one. */
    private long beforeNanos;
    private long newestNanos;

    public TapeDuty(ActorRef<ViewFeed.Message> feed) {
        this.feed = feed;
    }

    @Override
    public void serving(LaneState<MarketView> state, ActorRef<LaneCommand<MarketView, TapeEvent>> lane) {
        term = state.term();
        number = state.number();
        beforeNanos = newestNanos = System.nanoTime();
        feed.tell(new ViewFeed.Began(term, number, lane));
    }

    @Override
    public void stopped() {
        feed.tell(new ViewFeed.Ended(term));
    }

    @Override
    public void durable(LaneState<MarketView> state, byte[] block) {
        number = state.number();
        feed.tell(new ViewFeed.Durable(state.term(), number, block, beforeNanos));
        beforeNanos = newestNanos;
        newestNanos = System.nanoTime();
    }

    @Override
    public boolean committed(Change<MarketView, TapeEvent> change) {
        for (int i = 0; i < change.size(); i++) {
            if (change.event(i) != null && isUrgent(change.before(), change.event(i))) {
                return holdBack(change.ticket());
            }
        }
        return true;
    }

    /** What is known already may be something that the others do not have yet. */
    @Override
    public boolean answered(long ticket) {
        return waiting.isEmpty() || holdBack(ticket);
    }

    private boolean holdBack(long ticket) {
        waiting.add(ticket);
        feed.tell(new ViewFeed.Hold(ticket, number));
        return false;
    }

    private static boolean isUrgent(MarketView before, TapeEvent event) {
        return !(event instanceof TapeEvent.InstrumentObserved(var quoted, var _))
                || before.instrument(quoted.id()) == null
                || !Subject.isOnlyMark(new TapeEvent.InstrumentObserved(before.instrument(quoted.id())), event);
    }

    @Override
    public void released(long ticket) {
        waiting.remove(ticket);
    }
}
