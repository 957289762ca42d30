package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Ahead;
import io.breakwater.domain.Context;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.Controls;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.kernel.RequestId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds up; refuses while everything is halted; misbehaves where a command says so. Counts what a lane asks of it. */
final class TallyAggregate implements Aggregate<Tally, TallyCommand, TallyEvent> {
    /** A total from which on deciding may take long. */
    static final long LARGE = 1_000_000;

    /** Batches that were begun. */
    final AtomicInteger batches = new AtomicInteger();
    /** Batches that came back to the lane and were put into a block. */
    final AtomicInteger gathered = new AtomicInteger();
    /** The most entities-with-the-same-lane that folded at once, and how many do now. */
    final AtomicInteger folding = new AtomicInteger();
    final AtomicInteger foldingAtMost = new AtomicInteger();
    /** How many actors {@link TallyCommand.Kill} may still kill. */
    final AtomicInteger kills = new AtomicInteger();
    /** How many commands were read ahead of, each time. */
    final List<Integer> readAhead = new CopyOnWriteArrayList<>();
    /** A node of the next release: it writes the newer format that all read. */
    volatile boolean writesNewer;
    /** Batches wait here while it is closed. */
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    void close() {
        gate.drainPermits();
    }

    void open() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    @Override
    public String kind() {
        return "tally";
    }

    @Override
    public Tally absent(String entity) {
        return Tally.NONE;
    }

    @Override
    public boolean restsOnView(TallyCommand command) {
        return command instanceof TallyCommand.Add;
    }

    @Override
    public Tally begin(Tally state, MarketView view) {
        batches.incrementAndGet();
        foldingAtMost.accumulateAndGet(folding.incrementAndGet(), Math::max);
        gate.acquireUninterruptibly();
        return state;
    }

    @Override
    public long prefetch(Ahead<Tally, TallyCommand> ahead, MarketView view) {
        readAhead.add(ahead.size());
        if (ahead.command(0) instanceof TallyCommand.Explode) {
            throw new IllegalStateException("as it was told");
        }
        return 0;
    }

    @Override
    public boolean isLarge(Tally state) {
        return state.total() >= LARGE;
    }

    @Override
    public Tally end(Tally state) {
        folding.decrementAndGet();
        return state;
    }

    @Override
    public Decision<TallyEvent> decide(Tally state, TallyCommand command, RequestId id, Context context) {
        if (state.known().containsKey(id.key())) {
            return new Decision.Answered<>(Outcome.of(Verdict.DUPLICATE, null));
        }
        boolean halted = context.view().controls().of(Controls.EVERYTHING) == TradingState.HALTED;
        return switch (command) {
            case TallyCommand.Explode() -> throw new IllegalStateException("as it was told");
            case TallyCommand.Hurry() -> new Decision.Answered<>(Outcome.of(Verdict.THROTTLED, null));
            case TallyCommand.Add(long amount) when writesNewer && !halted ->
                    new Decision.Taken<>(new TallyEvent.Counted(command, amount, "next"));
            case TallyCommand.Add _, TallyCommand.Note _, TallyCommand.Poison _, TallyCommand.Kill _ ->
                    new Decision.Taken<>(halted ? new TallyEvent.Refused(command) : new TallyEvent.Added(command));
        };
    }

    @Override
    public Tally apply(Tally state, TallyEvent event, RequestId id, long decidedAtMicros) {
        return switch (event) {
            case TallyEvent.Added(TallyCommand.Add(long amount)) ->
                    new Tally(state.total() + amount, state.known().put(id.key(), amount));
            case TallyEvent.Counted(TallyCommand _, long amount, String _) ->
                    new Tally(state.total() + amount, state.known().put(id.key(), amount));
            case TallyEvent.Added(TallyCommand.Poison()) -> throw new IllegalStateException("as it was told");
            case TallyEvent.Added _, TallyEvent.Refused _, TallyEvent.Failed _ -> state;
        };
    }

    @Override
    public TallyCommand commandOf(TallyEvent event) {
        return event.command();
    }

    @Override
    public Outcome outcomeOf(TallyEvent event) {
        if (event.command() instanceof TallyCommand.Kill && kills.getAndDecrement() > 0) {
            throw new IllegalStateException("kills its actor, as it was told");
        }
        return switch (event) {
            case TallyEvent.Added _, TallyEvent.Counted _ -> Outcome.accepted();
            case TallyEvent.Refused _, TallyEvent.Failed _ -> Outcome.of(Verdict.REFUSED, null);
        };
    }

    @Override
    public TallyEvent failed(TallyCommand command, String reason) {
        return new TallyEvent.Failed(command, reason);
    }

    @Override
    public String scopePathOf(Tally state) {
        gathered.incrementAndGet();
        return "";
    }

    @Override
    public Record stored(Tally state) {
        return state;
    }

    @Override
    public Tally restored(Record stored) {
        return (Tally) stored;
    }

    @Override
    public Class<TallyCommand> commandType() {
        return TallyCommand.class;
    }

    @Override
    public Class<TallyEvent> eventType() {
        return TallyEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return Tally.class;
    }
}
