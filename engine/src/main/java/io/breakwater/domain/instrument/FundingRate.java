package io.breakwater.domain.instrument;

/**
 * One payment: every position that was open when it fell due pays or gets its notional at the price times the rate.
 *
 * @param dueAtMicros epoch micros
 * @param ratePpb of the notional, one billionth; positive: longs pay shorts
 * @param priceTicks mark by which the notional is counted
 */
public record FundingRate(long dueAtMicros, long ratePpb, long priceTicks) {

    public boolean movesMoney() {
        return ratePpb != 0;
    }
}
