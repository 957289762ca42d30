package io.breakwater.domain.pricing.surface;

/**
 * The best bid and offer of an option, in the unit of its premium.
 *
 * @param bid 0 where there is none
 * @param ask 0 where there is none
 */
public record Quote(double bid, double ask) {

    public static final Quote NONE = new Quote(0, 0);

    /** Neither crossed nor locked; what is not a number is no quote. */
    public boolean isTwoSided() {
        return bid > 0 && hasAsk() && bid < ask;
    }

    /** Some offer, above the bid if there is one. */
    boolean hasAsk() {
        return ask > 0 && Double.isFinite(ask) && !(bid >= ask);
    }

    Quote times(double unit) {
        return new Quote(bid * unit, ask * unit);
    }
}
