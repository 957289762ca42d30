package io.breakwater.ops.demo;

import com.google.protobuf.Timestamp;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.LifeCycle;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.OptionRight;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls and puts on the demonstration's underlying: what is listed, and how its numbers are written.
 *
 * @param base the underlying, which inverse options settle in
 * @param inverse settled in the underlying; else in USD
 * @param strikes in USD, rising
 * @param indexScale digits of the underlying's price
 * @param priceScale digits of an option's price
 * @param lotScale one lot is 10^−lotScale of the underlying
 */
record OptionListing(
        String base, boolean inverse, List<BigDecimal> strikes, int indexScale, int priceScale, int lotScale) {
    private static final int MOST_DIGITS = 12;
    private static final int FINER = 2;
    /** Shares of the first price, in per cent. */
    private static final List<Integer> AROUND = List.of(70, 80, 90, 100, 110, 120, 130);
    private static final int STRIKE_DIGITS = 2;

    /** One of them. */
    record Option(String base, BigDecimal strike, boolean isCall) {

        String id() {
            return base + "-" + strike.toPlainString().replace('.', '-') + (isCall ? "-c" : "-p");
        }

        double strikeUsd() {
            return strike.doubleValue();
        }
    }

    /** As they were listed when bitcoin stood above 7,000. */
    static OptionListing march() {
        return new OptionListing("btc", true,
                Stream.of(4_000, 5_000, 6_000, 7_000, 8_000).map(BigDecimal::valueOf).toList(), 1, 4, 1);
    }

    /**
     * On what was recorded, whose file tells nothing of options: settled in USD, at strikes of two digits around the
     * first price.
     *
     * @param lotScale of the recorded instrument
     */
    static OptionListing around(PriceSeries series, double firstUsd, int lotScale) {
        List<BigDecimal> strikes = AROUND.stream().map(share -> rounded(firstUsd * share / 100, series.priceScale()))
                .filter(strike -> strike.signum() > 0).distinct().toList();
        return new OptionListing("coin", false, strikes, series.priceScale(),
                Math.min(MOST_DIGITS, series.priceScale() + FINER), Math.max(1, lotScale));
    }

    private static BigDecimal rounded(double usd, int scale) {
        int step = (int) StrictMath.floor(StrictMath.log10(usd)) + 1 - STRIKE_DIGITS;
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(Math.max(step, -scale));
        BigDecimal strike = unit.multiply(BigDecimal.valueOf(StrictMath.round(usd / unit.doubleValue())));
        return strike.signum() == 0 ? strike : new BigDecimal(strike.stripTrailingZeros().toPlainString());
    }

    List<Option> all() {
        List<Option> options = new ArrayList<>();
        strikes.forEach(strike -> {
            options.add(new Option(base, strike, true));
            options.add(new Option(base, strike, false));
        });
        return options;
    }

    /** At least a tick. @param value of one option in what it settles in */
    String price(double value) {
        return BigDecimal.valueOf(Math.max(1, StrictMath.round(value / tick())), priceScale).toPlainString();
    }

    double tick() {
        return StrictMath.pow(10, -priceScale);
    }

    /** Of the underlying. */
    String index(double usd) {
        return BigDecimal.valueOf(StrictMath.round(usd * StrictMath.pow(10, indexScale)), indexScale).toPlainString();
    }

    /** That many USD of the underlying at a price, at least a lot. */
    String quantity(double usd, double spotUsd) {
        long lots = Math.max(1, StrictMath.round(usd / spotUsd * StrictMath.pow(10, lotScale)));
        return BigDecimal.valueOf(lots, lotScale).toPlainString();
    }

    /** @param expiresSeconds epoch seconds */
    Instrument instrument(Option option, long expiresSeconds) {
        return Instrument.newBuilder()
                .setVenue("venues/self")
                .setSymbol(option.id())
                .setTerms(Terms.newBuilder()
                        .setOption(payoff(option))
                        .setBaseAsset("assets/" + base)
                        .setQuoteAsset("assets/usd")
                        .setSettlementAsset("assets/" + (inverse ? base : "usd"))
                        .setMultiplier("1")
                        .setPriceScale(priceScale)
                        .setIndexScale(indexScale)
                        .setLotScale(lotScale)
                        .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick(price(tick())))
                        .setExpireTime(Timestamp.newBuilder().setSeconds(expiresSeconds))
                        .setSettlement(SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_CASH_LAST))
                        .setFee(FeeRule.newBuilder().setMakerBps(3).setTakerBps(3)))
                .setRisk(RiskParameters.newBuilder().setHaircutBps(1_000))
                .setLifeCycle(LifeCycle.LIFE_CYCLE_OPEN)
                .build();
    }

    private OptionPayoff payoff(Option option) {
        return OptionPayoff.newBuilder()
                .setRight(option.isCall() ? OptionRight.OPTION_RIGHT_CALL : OptionRight.OPTION_RIGHT_PUT)
                .setStrike(option.strike().toPlainString())
                .setStyle(inverse ? OptionStyle.OPTION_STYLE_INVERSE : OptionStyle.OPTION_STYLE_LINEAR)
                .build();
    }
}
