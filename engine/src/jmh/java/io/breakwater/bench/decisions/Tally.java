package io.breakwater.bench.decisions;

import io.breakwater.kernel.Outcome;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers. Anything but a decision (unknown, throttled, turned away) would make the figures a lie. */
public final class Tally {

    private final LongAdder decisions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicReference<String> undecided = new AtomicReference<>();

    public void count(Outcome outcome) {
        switch (outcome.verdict()) {
            case ACCEPTED, DUPLICATE, SUSPENSE -> decided(1, 0);
            case REFUSED -> decided(1, 1);
            case THROTTLED, UNKNOWN -> undecided(outcome.toString());
        }
    }

    public void decided(long answers, long refusals) {
        decisions.add(answers);
        refused.add(refusals);
    }

    public void undecided(String what) {
        undecided.compareAndSet(null, what);
    }

    /** What was counted since the last call. @throws IllegalStateException when something was not decided */
    public Turn take(long nanos, Turn.Cost cost) {
        if (undecided.get() != null) {
            throw new IllegalStateException("not decided: " + undecided.get());
        }
        return new Turn(decisions.sumThenReset(), refused.sumThenReset(), nanos, cost);
    }
}
