package io.breakwater.domain.instrument;

import io.breakwater.kernel.Canonical;
import io.breakwater.kernel.Invariants;
import java.util.List;

/**
 * What a contract promises. Versioned by effective time; a decision names the version it was taken on.
 *
 * @param version 1, 2, 3… of one instrument
 * @param effectiveFromMicros epoch micros
 * @param underlying id of what moves it, such as {@code BTC}; delta and venue-wide halts are kept by it
 * @param multiplier unscaled m of {@link Payoff}, lot size included, over 10^multiplierScale; positive
 * @param priceScale one tick is 10^-priceScale of the quote
 * @param underlyingScale one tick of the underlying's price (index, strike) is 10^-underlyingScale
 * @param lotScale one lot is 10^-lotScale of the quantity that the API shows
 * @param tickBands ascending, the first from the lowest price that is allowed
 * @param expiresAtMicros epoch micros; {@link Long#MAX_VALUE} for none
 * @param settlementAverageMicros length of the average that makes the settlement price; 0 for the last price
 * @param haircutBps of the notional, for the simple margin; 1…10,000
 * @param funding of a perpetual
 */
public record Terms(
        long version,
        long effectiveFromMicros,
        Payoff payoff,
        String underlying,
        Asset base,
        Asset quote,
        Asset settlement,
        long multiplier,
        int multiplierScale,
        int priceScale,
        int underlyingScale,
        int lotScale,
        List<TickBand> tickBands,
        long expiresAtMicros,
        long settlementAverageMicros,
        FeeRule fees,
        int haircutBps,
        FundingRule funding) {

    /** @param makerBps of the notional, negative for a rebate; @param takerBps of the notional */
    public record FeeRule(int makerBps, int takerBps) {}

    private static final int MAX_SCALE = 18;

    /** Of something that pays no funding. */
    public Terms(long version, long effectiveFromMicros, Payoff payoff, String underlying, Asset base, Asset quote,
            Asset settlement, long multiplier, int multiplierScale, int priceScale, int underlyingScale, int lotScale,
            List<TickBand> tickBands, long expiresAtMicros, long settlementAverageMicros, FeeRule fees,
            int haircutBps) {
        this(version, effectiveFromMicros, payoff, underlying, base, quote, settlement, multiplier, multiplierScale,
                priceScale, underlyingScale, lotScale, tickBands, expiresAtMicros, settlementAverageMicros, fees,
                haircutBps, FundingRule.NONE);
    }

    public Terms {
        Invariants.check(multiplier > 0, "multiplier is positive");
        Invariants.check(inScale(multiplierScale) && inScale(priceScale), "scale out of range");
        Invariants.check(inScale(underlyingScale) && inScale(lotScale), "scale out of range");
        Invariants.check(!tickBands.isEmpty(), "at least one tick band");
        underlying = Canonical.of(underlying);
        tickBands = List.copyOf(tickBands);
    }

    private static boolean inScale(int scale) {
        return scale >= 0 && scale <= MAX_SCALE;
    }

    /** The same as this version; effective from this time where it does not name one, epoch micros. */
    Terms as(long newVersion, long fromMicros) {
        long from = effectiveFromMicros == 0 ? fromMicros : effectiveFromMicros;
        return new Terms(newVersion, from, payoff, underlying, base, quote, settlement, multiplier, multiplierScale,
                priceScale, underlyingScale, lotScale, tickBands, expiresAtMicros, settlementAverageMicros, fees,
                haircutBps, funding);
    }

    /** The same as if another asset moved it: what is paid for it is owed in that asset. */
    public Terms movedBy(String asset) {
        return new Terms(version, effectiveFromMicros, payoff, asset, base, quote, settlement, multiplier,
                multiplierScale, priceScale, underlyingScale, lotScale, tickBands, expiresAtMicros,
                settlementAverageMicros, fees, haircutBps, funding);
    }

    /** The same with funding. */
    public Terms with(FundingRule rule) {
        return new Terms(version, effectiveFromMicros, payoff, underlying, base, quote, settlement, multiplier,
                multiplierScale, priceScale, underlyingScale, lotScale, tickBands, expiresAtMicros,
                settlementAverageMicros, fees, haircutBps, rule);
    }

    /** False too for a price below the first band. */
    public boolean isOnTick(long priceTicks) {
        for (int i = tickBands.size() - 1; i >= 0; i--) {
            TickBand band = tickBands.get(i);
            if (priceTicks >= band.fromTicks()) {
                return (priceTicks - band.fromTicks()) % band.stepTicks() == 0;
            }
        }
        return false;
    }
}
