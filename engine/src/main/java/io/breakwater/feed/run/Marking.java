package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Overflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what has changed since the last time into marks of instruments, and hands them on. One thread only. */
final class Marking {
    /** An option of which nothing new was said is marked again after so long, while its underlying lives. */
    private static final long CONFIRM_MICROS = 1_000_000;

    private final Aliases aliases;
    private final Surfaces surfaces = new Surfaces();
    private final MarkMaker maker;
    private final Pulse pulse = new Pulse();
    private final MarkDoor door;
    private final Map<String, Said> options = new HashMap<>();
    private volatile long overflows;
    private long confirmedAtMicros;

    /** What is known of an option, and when its mark was last good, epoch micros. */
    private record Said(Latest latest, long observedAtMicros) {}

    Marking(Aliases aliases, MarkDoor door) {
        this(aliases, door, false);
    }

    /** @param ownIndex futures are marked from our price of their underlying */
    Marking(Aliases aliases, MarkDoor door, boolean ownIndex) {
        this.aliases = aliases;
        this.maker = new MarkMaker(surfaces, ownIndex);
        this.door = door;
    }

    /** What came before its instrument was listed is marked once it is. */
    void mark(Conflation known, MarketView view, long nowMicros) {
        List<Conflation.Change> changed = known.changes();
        List<Conflation.Change> changes = aliases.renew(view, nowMicros) ? known.all() : changed;
        if (surfaces.isDue(nowMicros)) {
            surfaces.fit(options(known, view), nowMicros);
        }
        maker.at(view, nowMicros);
        for (Conflation.Change change : changes) {
            guarded(() -> mark(change, view));
        }
        if (nowMicros - confirmedAtMicros >= CONFIRM_MICROS) {
            confirmedAtMicros = nowMicros;
            confirm(view);
        }
    }

    private void guarded(Runnable marking) {
        try {
            marking.run();
        } catch (Overflow | ArithmeticException tooLarge) {
            overflows++;
        }
    }

    private List<Surfaces.Known> options(Conflation known, MarketView view) {
        List<Surfaces.Known> found = new ArrayList<>();
        for (Conflation.Change each : known.all()) {
            Quoted quoted = aliases.instrument(each.symbol(), view);
            if (quoted != null && quoted.terms().payoff() instanceof Payoff.Option) {
                found.add(new Surfaces.Known(quoted.terms(), each.latest()));
            }
        }
        return found;
    }

    private void mark(Conflation.Change change, MarketView view) {
        Quoted priced = aliases.priced(change.symbol(), view);
        if (priced != null) {
            deliver(priced, MarkMaker.price(priced, change.latest()));
            pulse.heard(priced.terms().underlying(), change.latest().indexAtMicros());
        }
        Quoted quoted = aliases.instrument(change.symbol(), view);
        if (quoted != null) {
            Mark mark = maker.of(quoted, change.latest(), change.book());
            if (deliver(quoted, mark) && quoted.terms().payoff() instanceof Payoff.Option) {
                options.put(quoted.name(), new Said(change.latest(), mark.observedAtMicros()));
            }
            pulse.heard(quoted.terms().underlying(), change.latest().seenAtMicros());
        }
    }

    private boolean deliver(Quoted quoted, Mark mark) {
        boolean isKnown = mark != null && mark.isKnown();
        if (isKnown) {
            door.deliver(quoted.name(), mark);
        }
        return isKnown;
    }

    private void confirm(MarketView view) {
        options.keySet().removeIf(name -> view.named(name) == null);
        options.replaceAll((name, said) -> {
            Quoted quoted = view.named(name);
            long heard = pulse.of(quoted.terms().underlying());
            if (heard - said.observedAtMicros() < CONFIRM_MICROS) {
                return said;
            }
            guarded(() -> deliver(quoted, confirmed(maker.of(quoted, said.latest(), null), heard)));
            return new Said(said.latest(), heard);
        });
    }

    private static Mark confirmed(Mark mark, long observedAtMicros) {
        return mark == null ? null
                : new Mark(mark.ticks(), mark.venueTicks(), mark.indexTicks(), mark.forwardTicks(), mark.deltaPpm(),
                        mark.volatilityMicros(), mark.openInterestLots(), observedAtMicros);
    }

    /** Marks that did not fit the terms of their instruments. */
    long overflows() {
        return overflows;
    }
}
