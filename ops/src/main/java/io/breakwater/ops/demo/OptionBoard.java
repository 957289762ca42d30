package io.breakwater.ops.demo;

import com.google.protobuf.Timestamp;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.LifeCycle;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.OptionRight;
import io.breakwater.v1.OptionSeen;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.QuoteSeen;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Options of one expiry on the demonstration's underlying, settled in it, as a venue would quote them: Black-76 at one
 * volatility, which rises as the market falls. A venue's part, so that it shares no formula with the engine.
 *
 * @param expiresSeconds epoch seconds
 * @param firstSpotUsd price of the underlying at the beginning
 */
record OptionBoard(long expiresSeconds, double firstSpotUsd) {
    private static final List<Integer> STRIKES = List.of(4_000, 5_000, 6_000, 7_000, 8_000);
    private static final double SECONDS_A_YEAR = 365.0 * 86_400;
    private static final double USUAL_VOLATILITY = 0.7;
    private static final double VOLATILITY_A_FALL = 2.5;
    private static final double SPREAD = 0.03;
    private static final int PRICE_SCALE = 4;

    /** One of them. */
    record Option(int strikeUsd, boolean isCall) {

        String id() {
            return "btc-" + strikeUsd + (isCall ? "-c" : "-p");
        }
    }

    static List<Option> all() {
        List<Option> options = new ArrayList<>();
        STRIKES.forEach(strike -> {
            options.add(new Option(strike, true));
            options.add(new Option(strike, false));
        });
        return options;
    }

    Instrument instrument(Option option) {
        return Instrument.newBuilder()
                .setVenue("venues/self")
                .setSymbol(option.id())
                .setTerms(Terms.newBuilder()
                        .setOption(OptionPayoff.newBuilder()
                                .setRight(option.isCall()
                                        ? OptionRight.OPTION_RIGHT_CALL : OptionRight.OPTION_RIGHT_PUT)
                                .setStrike(Integer.toString(option.strikeUsd()))
                                .setStyle(OptionStyle.OPTION_STYLE_INVERSE))
                        .setBaseAsset("assets/btc")
                        .setQuoteAsset("assets/usd")
                        .setSettlementAsset("assets/btc")
                        .setMultiplier("1")
                        .setPriceScale(PRICE_SCALE)
                        .setIndexScale(1)
                        .setLotScale(1)
                        .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick("0.0001"))
                        .setExpireTime(Timestamp.newBuilder().setSeconds(expiresSeconds))
                        .setSettlement(SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_CASH_LAST))
                        .setFee(FeeRule.newBuilder().setMakerBps(3).setTakerBps(3)))
                .setRisk(RiskParameters.newBuilder().setHaircutBps(1_000))
                .setLifeCycle(LifeCycle.LIFE_CYCLE_OPEN)
                .build();
    }

    /** As the venue says it at a price of the underlying. */
    OptionSeen seen(Option option, double spotUsd, long nowSeconds) {
        double fair = coins(option, spotUsd, nowSeconds);
        String spot = String.format(Locale.ROOT, "%.1f", spotUsd);
        return OptionSeen.newBuilder()
                .setMark(price(fair))
                .setUnderlying(spot)
                .setIndex(spot)
                .setMarkVolatility(String.format(Locale.ROOT, "%.4f", volatility(spotUsd)))
                .setQuote(QuoteSeen.newBuilder()
                        .setBid(price(StrictMath.floor(fair * (1 - SPREAD) * 1e4) / 1e4)).setBidAmount("10")
                        .setAsk(price(StrictMath.ceil(fair * (1 + SPREAD) * 1e4 + 1) / 1e4)).setAskAmount("10"))
                .build();
    }

    /** At least a tick; decimals as the instrument has them. */
    static String price(double coins) {
        return String.format(Locale.ROOT, "%.4f", Math.max(1e-4, coins));
    }

    private double volatility(double spotUsd) {
        return USUAL_VOLATILITY + VOLATILITY_A_FALL * Math.max(0, 1 - spotUsd / firstSpotUsd);
    }

    /** Value in the underlying: Black-76 without interest, the forward being the spot. */
    double coins(Option option, double spotUsd, long nowSeconds) {
        double deviation = volatility(spotUsd) * StrictMath.sqrt((expiresSeconds - nowSeconds) / SECONDS_A_YEAR);
        double d1 = StrictMath.log(spotUsd / option.strikeUsd()) / deviation + deviation / 2;
        int sign = option.isCall() ? 1 : -1;
        return sign * (normal(sign * d1) - option.strikeUsd() / spotUsd * normal(sign * (d1 - deviation)));
    }

    /** Distribution function to about 1e-7 (Abramowitz and Stegun 26.2.17). */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI)
                * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
