package io.breakwater.domain.pricing.surface;

import io.breakwater.kernel.Invariants;
import java.util.List;

/**
 * The quotes of one expiry.
 *
 * @param years to expiry, positive
 * @param inverse premiums are in units of the underlying
 * @param forwardHint a price of the future of this expiry, positive; used where parity tells nothing
 * @param strikes ascending, each once
 */
public record ChainQuotes(double years, boolean inverse, double forwardHint, List<Strike> strikes) {

    static final int MAX_STRIKES = 1_000;

    public record Strike(double strike, Quote call, Quote put) {}

    public ChainQuotes {
        Invariants.check(years > 0 && Double.isFinite(years), "time to expiry is positive and finite");
        Invariants.check(forwardHint > 0 && Double.isFinite(forwardHint), "a forward is positive and finite");
        Invariants.check(strikes.size() <= MAX_STRIKES, "a bounded chain");
        strikes = List.copyOf(strikes);
    }
}
