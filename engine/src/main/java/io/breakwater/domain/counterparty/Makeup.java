package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.OptionLot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What is inside of what is held: options, legs. Most holds have neither, and then there is no makeup.
 *
 * @param option what one lot takes up of the limits on options, by the decision; empty where nothing of it is an option
 * @param legs of a combo, in the order of its terms; none of anything else, and of what only reduces
 */
public record Makeup(Optional<OptionLot> option, List<LegHold> legs) {

    public Makeup {
        legs = List.copyOf(legs);
    }

    static Optional<Makeup> of(Optional<OptionLot> option, List<LegHold> legs) {
        return option.isEmpty() && legs.isEmpty() ? Optional.empty() : Optional.of(new Makeup(option, legs));
    }

    /** What stays of the legs after a part of one side of the combo has gone. */
    static Optional<Makeup> share(Optional<Makeup> makeup, Side side, long part, long whole) {
        return makeup.isEmpty() || makeup.get().legs.isEmpty() ? makeup
                : of(makeup.get().option, makeup.get().legs.stream()
                        .map(leg -> leg.share(side, part, whole)).toList());
    }

    /** Both; figures of a lot are those of the later decision. */
    static Optional<Makeup> merged(Optional<Makeup> old, Optional<Makeup> later, BinaryOperator<LegHold> legs) {
        if (old.isEmpty() || later.isEmpty()) {
            return later.isPresent() ? later : old;
        }
        Makeup a = old.get();
        Makeup b = later.get();
        return of(b.option.isPresent() ? b.option : a.option, merged(a.legs, b.legs, legs));
    }

    /** The legs whose delta lies on either side of 0, with the smaller of both: see {@link Hold#turned}. */
    static Optional<Makeup> turned(Optional<Makeup> old, Optional<Makeup> later) {
        if (old.isEmpty() || later.isEmpty()) {
            return Optional.empty();
        }
        return of(Optional.empty(), old.get().legs.stream().flatMap(a -> later.get().legs.stream()
                .filter(a::isOf).map(a::turned).filter(LegHold::hasDelta)).toList());
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
