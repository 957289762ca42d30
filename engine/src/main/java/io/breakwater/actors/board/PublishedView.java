package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.log.LaneState;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The newest market view of this node. A duty of the tape's lane: it shows a view as soon as the tape block that made
 * it is durable, and before whoever asked for the change is answered. Read by all lanes.
 */
public final class PublishedView implements ViewSource, LaneDuty<MarketView, TapeEvent, TapeEvent> {
    private final String board;
    private final AtomicReference<MarketView> view = new AtomicReference<>(MarketView.EMPTY);

    /** @param board name of the tape's lane */
    public PublishedView(String board) {
        this.board = board;
    }

    @Override
    public MarketView current() {
        return view.get();
    }

    @Override
    public void serving(LaneState<MarketView> state, ActorRef<LaneCommand<MarketView, TapeEvent>> lane) {
        publish(state);
    }

    @Override
    public void durable(LaneState<MarketView> state) {
        publish(state);
    }

    private void publish(LaneState<MarketView> state) {
        MarketView observed = state.stateOf(Tape.ENTITY);
        if (observed != null) {
            view.set(observed.at(new ViewId(board, state.term(), state.number(), state.digest().a())));
        }
    }
}
