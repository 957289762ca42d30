package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.Signed;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Blank;
import io.breakwater.kernel.Exact;

/**
 * What is reserved for the leaves on one side of an order or quote. Each side counts in full.
 *
 * @param lots leaves
 * @param notionalUsdMicros at the worst price; what parent caps reserve too
 * @param greeks signed, by the decision
 * @param premiumUsdMicros what buys of options cost at their limit; 0 of all else
 */
public record HeldSide(long lots, long notionalUsdMicros, UsdGreeks greeks, long premiumUsdMicros) {

    @Blank
    public static final HeldSide NONE = new HeldSide(0, 0, UsdGreeks.NONE, 0);

    static HeldSide of(long lots, long notionalUsdMicros, UsdGreeks greeks, long premiumUsdMicros) {
        boolean none = lots == 0 && notionalUsdMicros == 0 && greeks.isNone() && premiumUsdMicros == 0;
        return none ? NONE : new HeldSide(lots, notionalUsdMicros, greeks, premiumUsdMicros);
    }

    /** In proportion, rounded up. */
    HeldSide share(long part, long whole) {
        return part == whole ? this : of(Signed.share(lots, part, whole), Signed.share(notionalUsdMicros, part, whole),
                greeks.share(part, whole), Signed.share(premiumUsdMicros, part, whole));
    }

    /** See {@link Hold#max}. */
    HeldSide max(HeldSide other) {
        return this == other || other == NONE ? this : of(Math.max(lots, other.lots),
                Math.max(notionalUsdMicros, other.notionalUsdMicros), greeks.larger(other.greeks),
                Math.max(premiumUsdMicros, other.premiumUsdMicros));
    }

    /** See {@link Hold#turned}. */
    HeldSide turned(HeldSide asked) {
        return of(0, 0, greeks.turned(asked.greeks), 0);
    }

    /** Both. */
    HeldSide plus(HeldSide other) {
        return other == NONE ? this : of(Exact.add(lots, other.lots),
                Exact.add(notionalUsdMicros, other.notionalUsdMicros), greeks.plus(other.greeks),
                Exact.add(premiumUsdMicros, other.premiumUsdMicros));
    }

    /** What of it counts no more once it has become another one. */
    Counted released(HeldSide rest) {
        return new Counted(notionalUsdMicros - rest.notionalUsdMicros, greeks.minus(rest.greeks),
                premiumUsdMicros - rest.premiumUsdMicros);
    }
}
