package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.GammaVega;
import io.breakwater.domain.risk.Greek;

/**
 * What a trade counts for towards the reserve-time limits, or a position does at what its trades were let in with.
 *
 * @param notionalUsdMicros at the price of the trade
 * @param deltaUsdMicros signed
 * @param premiumUsdMicros paid for an option; 0 for a sale
 * @param greeks signed, of all its lots
 */
public record Counted(long notionalUsdMicros, long deltaUsdMicros, long premiumUsdMicros, GammaVega greeks) {

    static final Counted NOTHING = new Counted(0, 0, 0, GammaVega.NONE);

    /** Signed. */
    long of(Greek greek) {
        return switch (greek) {
            case DELTA -> deltaUsdMicros;
            case GAMMA -> greeks.gammaUsdMicros();
            case VEGA -> greeks.vegaUsdMicros();
        };
    }
}
