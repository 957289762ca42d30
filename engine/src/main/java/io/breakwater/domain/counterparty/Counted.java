package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.Greek;
import io.breakwater.domain.risk.UsdGreeks;

/**
 * What a trade counts for towards the reserve-time limits, or a position does at what its trades were let in with.
 *
 * @param notionalUsdMicros at the price of the trade
 * @param greeks signed, of all its lots
 * @param premiumUsdMicros paid for an option; 0 for a sale
 */
public record Counted(long notionalUsdMicros, UsdGreeks greeks, long premiumUsdMicros) {

    static final Counted NOTHING = new Counted(0, UsdGreeks.NONE, 0);

    /** What it counts for where another one allows no more; greeks stay. */
    Counted within(Counted most) {
        return new Counted(Math.min(notionalUsdMicros, most.notionalUsdMicros), greeks,
                Math.min(premiumUsdMicros, most.premiumUsdMicros));
    }

    /** Signed. */
    long of(Greek greek) {
        return greeks.of(greek);
    }
}
