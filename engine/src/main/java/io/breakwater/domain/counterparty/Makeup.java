package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.ShortLots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What is inside of what is held: options, legs. Most holds have neither, and then there is no makeup.
 *
 * @param shorts option lots that whoever trades one lot of it is short of
 * @param legs of a combo, in the order of its terms; none of anything else, and of what only reduces
 */
public record Makeup(ShortLots shorts, List<LegHold> legs) {

    /** Of every option by itself. */
    private static final Optional<Makeup> OPTION = Optional.of(new Makeup(ShortLots.OPTION, List.of()));

    public Makeup {
        legs = List.copyOf(legs);
    }

    static Optional<Makeup> of(ShortLots shorts, List<LegHold> legs) {
        return !legs.isEmpty() ? Optional.of(new Makeup(shorts, legs))
                : shorts.isNone() ? Optional.empty()
                : shorts.equals(ShortLots.OPTION) ? OPTION : Optional.of(new Makeup(shorts, legs));
    }

    /** What stays after a part of one side has gone. */
    static Optional<Makeup> share(Optional<Makeup> makeup, Side side, long part, long whole) {
        return makeup.isEmpty() || part == whole || makeup.get().legs.isEmpty() ? makeup : of(makeup.get().shorts,
                makeup.get().legs.stream().map(leg -> leg.share(side, part, whole)).toList());
    }

    /** See {@link Hold#max}. */
    static Optional<Makeup> max(Optional<Makeup> old, Optional<Makeup> later) {
        return merged(old, later, LegHold::max);
    }

    /** See {@link Hold#with}. */
    static Optional<Makeup> sum(Optional<Makeup> old, Optional<Makeup> later) {
        return merged(old, later, LegHold::plus);
    }

    private static Optional<Makeup> merged(Optional<Makeup> old, Optional<Makeup> later,
            BinaryOperator<LegHold> both) {
        if (old.isEmpty() || later.isEmpty()) {
            return later.isPresent() ? later : old;
        }
        Makeup a = old.get();
        Makeup b = later.get();
        return of(b.shorts.isNone() ? a.shorts : b.shorts, merged(a.legs, b.legs, both));
    }

    /** See {@link Hold#turned}: of what has another sign, the smaller of both. */
    static Optional<Makeup> turned(Optional<Makeup> old, Optional<Makeup> later) {
        if (old.isEmpty() || later.isEmpty() || old.get().legs.isEmpty()) {
            return Optional.empty();
        }
        List<LegHold> others = later.get().legs;
        return of(ShortLots.NONE, old.get().legs.stream().flatMap(leg -> others.stream()
                .filter(leg::isOf).map(leg::turned).filter(turned -> !turned.hold().equals(Hold.NONE))).toList());
    }

    /** A leg that only one of them has, because terms have changed, stays as it is. */
    private static List<LegHold> merged(List<LegHold> old, List<LegHold> later, BinaryOperator<LegHold> both) {
        if (old.isEmpty() || later.isEmpty()) {
            return old.isEmpty() ? later : old;
        }
        List<LegHold> merged = new ArrayList<>(old);
        for (LegHold leg : later) {
            int at = 0;
            while (at < old.size() && !old.get(at).isOf(leg)) {
                at++;
            }
            if (at < old.size()) {
                merged.set(at, both.apply(old.get(at), leg));
            } else {
                merged.add(leg);
            }
        }
        return merged;
    }
}
