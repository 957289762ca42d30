package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Overflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what has changed since the last time into marks of instruments, and hands them on. One thread only. */
final class Marking {
    /** An option's mark that was not said again is confirmed after so long, while its underlying lives. */
    private static final long CONFIRM_MICROS = 1_000_000;

    private final Aliases aliases;
    private final MarkMaker maker = new MarkMaker();
    private final Pulse pulse = new Pulse();
    private final MarkDoor door;
    private final Map<String, Mark> options = new HashMap<>();
    private volatile long overflows;
    private long confirmedAtMicros;

    Marking(Aliases aliases, MarkDoor door) {
        this.aliases = aliases;
        this.door = door;
    }

    /** What came before its instrument was listed is marked once it is. */
    void mark(Conflation known, MarketView view, long nowMicros) {
        List<Conflation.Change> changed = known.changes();
        List<Conflation.Change> changes = aliases.renew(view, nowMicros) ? known.all() : changed;
        for (Conflation.Change change : changes) {
            try {
                mark(change, view, nowMicros);
            } catch (Overflow | ArithmeticException tooLarge) {
                overflows++;
            }
        }
        if (nowMicros - confirmedAtMicros >= CONFIRM_MICROS) {
            confirmedAtMicros = nowMicros;
            confirm(view);
        }
    }

    private void mark(Conflation.Change change, MarketView view, long nowMicros) {
        Quoted priced = aliases.priced(change.symbol(), view);
        if (priced != null) {
            deliver(priced, MarkMaker.price(priced, change.latest()));
            pulse.heard(priced.terms().underlying(), change.latest().indexAtMicros());
        }
        Quoted quoted = aliases.instrument(change.symbol(), view);
        if (quoted != null) {
            deliver(quoted, maker.of(quoted, change.latest(), nowMicros));
            pulse.heard(quoted.terms().underlying(), change.latest().seenAtMicros());
        }
    }

    private void deliver(Quoted quoted, Mark mark) {
        if (mark == null || mark.observedAtMicros() == 0) {
            return;
        }
        if (quoted.terms().payoff() instanceof Payoff.Option) {
            options.put(quoted.name(), mark);
        }
        door.deliver(quoted.name(), mark);
    }

    private void confirm(MarketView view) {
        options.keySet().removeIf(name -> view.named(name) == null);
        options.replaceAll((name, mark) -> {
            long heard = pulse.of(view.named(name).terms().underlying());
            if (heard - mark.observedAtMicros() < CONFIRM_MICROS) {
                return mark;
            }
            Mark confirmed = new Mark(mark.ticks(), mark.venueTicks(), mark.indexTicks(), mark.forwardTicks(),
                    mark.deltaPpm(), mark.volatilityMicros(), mark.openInterestLots(), heard);
            door.deliver(name, confirmed);
            return confirmed;
        });
    }

    /** Marks that did not fit the terms of their instruments. */
    long overflows() {
        return overflows;
    }
}
