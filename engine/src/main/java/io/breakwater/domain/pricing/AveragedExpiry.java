package io.breakwater.domain.pricing;

import io.breakwater.kernel.Invariants;

/**
 * An option that settles on the average of the price over its last while. Of that average a part is known already; the
 * rest still moves, by less and less: with f known, the average is f·A + (1−f)·(mean of what comes), whose deviation is
 * σ√(τ/3) over a remaining τ. So delta decays as 1 − f, to nothing at the end.
 *
 * @param years to the end of the average
 * @param windowYears length of the average
 * @param known its average so far; not read before it has begun
 */
public record AveragedExpiry(double years, double windowYears, double known) {

    public AveragedExpiry {
        Invariants.check(years >= 0 && windowYears >= 0, "time is not negative");
        Invariants.check(years >= windowYears || known > 0, "an average that has begun has a value");
    }

    /** Share of the average that is known, 0…1. */
    public double knownShare() {
        return years >= windowYears ? 0 : 1 - years / windowYears;
    }

    /** Where the average is expected to end, by the forward. */
    double forward(double forward) {
        double share = knownShare();
        return share == 0 ? forward : share * known + (1 - share) * forward;
    }

    /** Years over which the volatility of a price would move it as much as that of its average does. */
    double effectiveYears() {
        return years >= windowYears ? years - windowYears * 2 / 3 : years / 3;
    }

    /**
     * Undiscounted value and derivatives in the quote currency, by the forward itself.
     *
     * @param forward of the price, finite and positive
     */
    public Greeks greeks(boolean call, double strike, Repricer.Market market) {
        double moves = 1 - knownShare();
        double average = forward(market.forward());
        double volatility = market.volatility() * moves * market.forward() / average;
        Greeks greeks = Black76.greeks(new European(call, strike, effectiveYears()), average, volatility);
        double scale = moves * market.forward() / average;
        return new Greeks(greeks.value(), greeks.delta() * moves, greeks.gamma() * moves * moves,
                greeks.vega() * scale, greeks.theta());
    }
}
