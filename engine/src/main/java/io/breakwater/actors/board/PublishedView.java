package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The newest market view of this node. A duty of the tape's lane: it shows a view as soon as the tape block that made
 * it is durable, and before whoever asked for the change is answered. Read by all lanes.
 */
public final class PublishedView implements ViewSource, LaneDuty<MarketView, TapeEvent, TapeEvent> {
    private static final long NEVER = 0;

    private final String board;
    private final long staleNanos;
    private final BooleanSupplier timely;
    private final AtomicReference<MarketView> view = new AtomicReference<>(MarketView.EMPTY);
    private volatile long confirmedNanos;
    private volatile boolean confirmed;

    /** One that is always current. @param board name of the tape's lane */
    public PublishedView(String board) {
        this(board, Duration.ZERO);
    }

    /** @param stale how long it is current after it was confirmed; zero: always */
    public PublishedView(String board, Duration stale) {
        this(board, stale, () -> true);
    }

    /** @param timely whether the time of day is known: where it is not, nobody can tell how old anything is */
    public PublishedView(String board, Duration stale, BooleanSupplier timely) {
        this.board = board;
        this.staleNanos = stale.toNanos();
        this.timely = timely;
    }

    @Override
    public MarketView current() {
        return view.get();
    }

    @Override
    public boolean isCurrent() {
        boolean isNewest = staleNanos == NEVER || confirmed && System.nanoTime() - confirmedNanos < staleNanos;
        return isNewest && timely.getAsBoolean();
    }

    @Override
    public void serving(LaneState<MarketView> state, ActorRef<LaneCommand<MarketView, TapeEvent>> lane) {
        show(state);
    }

    @Override
    public void durable(LaneState<MarketView> state, byte[] block) {
        show(state);
    }

    /** The tape had nothing newer than what is shown. @param atNanos when, by {@link System#nanoTime} */
    void confirm(long atNanos) {
        if (!confirmed || atNanos - confirmedNanos > 0) {
            confirmedNanos = atNanos;
            confirmed = true;
        }
    }

    /** Shows a state of the tape, all of it durable, where it is newer than what is shown. */
    void show(LaneState<MarketView> state) {
        MarketView observed = state.stateOf(Tape.ENTITY);
        if (observed != null) {
            MarketView next = observed.at(new ViewId(board, state.term(), state.number(), state.digest().a()));
            view.updateAndGet(shown -> shown.id().sequence() < state.number() ? next : shown);
        }
    }
}
