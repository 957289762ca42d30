package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.GammaVega;
import io.breakwater.domain.risk.ShortLots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What is inside of what is held: options, legs. Most holds have neither, and then there is no makeup.
 *
 * @param shorts option lots that whoever trades one lot of it is short of
 * @param buys gamma and vega of the buy leaves, signed, by the decision
 * @param sells of the sell leaves
 * @param legs of a combo, in the order of its terms; none of anything else, and of what only reduces
 */
public record Makeup(ShortLots shorts, GammaVega buys, GammaVega sells, List<LegHold> legs) {

    public Makeup {
        legs = List.copyOf(legs);
    }

    static Optional<Makeup> of(ShortLots shorts, GammaVega buys, GammaVega sells, List<LegHold> legs) {
        boolean none = shorts.isNone() && buys.isNone() && sells.isNone() && legs.isEmpty();
        return none ? Optional.empty() : Optional.of(new Makeup(shorts, buys, sells, legs));
    }

    static Optional<Makeup> of(ShortLots shorts, Side side, GammaVega greeks, List<LegHold> legs) {
        return of(shorts, side == Side.BUY ? greeks : GammaVega.NONE, side == Side.SELL ? greeks : GammaVega.NONE,
                legs);
    }

    /** What stays after a part of one side has gone. */
    static Optional<Makeup> share(Optional<Makeup> makeup, Side side, long part, long whole) {
        if (makeup.isEmpty() || part == whole) {
            return makeup;
        }
        Makeup all = makeup.get();
        return of(all.shorts, side == Side.BUY ? all.buys.share(part, whole) : all.buys,
                side == Side.SELL ? all.sells.share(part, whole) : all.sells,
                all.legs.isEmpty() ? all.legs : all.legs.stream().map(leg -> leg.share(side, part, whole)).toList());
    }

    /** See {@link Hold#max}. */
    static Optional<Makeup> max(Optional<Makeup> old, Optional<Makeup> later) {
        return merged(old, later, GammaVega::larger, LegHold::max);
    }

    /** See {@link Hold#with}. */
    static Optional<Makeup> sum(Optional<Makeup> old, Optional<Makeup> later) {
        return merged(old, later, GammaVega::plus, LegHold::plus);
    }

    private static Optional<Makeup> merged(Optional<Makeup> old, Optional<Makeup> later,
            BinaryOperator<GammaVega> greeks, BinaryOperator<LegHold> legs) {
        if (old.isEmpty() || later.isEmpty()) {
            return later.isPresent() ? later : old;
        }
        Makeup a = old.get();
        Makeup b = later.get();
        return of(b.shorts.isNone() ? a.shorts : b.shorts, greeks.apply(a.buys, b.buys),
                greeks.apply(a.sells, b.sells), merged(a.legs, b.legs, legs));
    }

    /** See {@link Hold#turned}: of what has another sign, the smaller of both. */
    static Optional<Makeup> turned(Optional<Makeup> old, Optional<Makeup> later) {
        if (old.isEmpty() || later.isEmpty()) {
            return Optional.empty();
        }
        Makeup a = old.get();
        Makeup b = later.get();
        List<LegHold> legs = a.legs.isEmpty() ? a.legs : a.legs.stream().flatMap(leg -> b.legs.stream()
                .filter(leg::isOf).map(leg::turned).filter(turned -> !turned.hold().equals(Hold.NONE))).toList();
        return of(ShortLots.NONE, a.buys.turned(b.buys), a.sells.turned(b.sells), legs);
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
