package io.breakwater.ops.demo;

import io.breakwater.ops.demo.OptionListing.Option;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.OptionSeen;
import io.breakwater.v1.QuoteSeen;
import java.util.List;
import java.util.Locale;

/**
 * Options of one expiry on the demonstration's underlying as a venue would quote them: Black-76 at the volatility of a
 * smile. A venue's part, so that it shares no formula with the engine.
 *
 * @param expiresSeconds epoch seconds
 */
record OptionBoard(OptionListing listing, OptionSmile smile, long expiresSeconds) {
    private static final double SECONDS_A_YEAR = 365.0 * 86_400;
    private static final double SPREAD = 0.03;

    List<Option> all() {
        return listing.all();
    }

    Instrument instrument(Option option) {
        return listing.instrument(option, expiresSeconds);
    }

    /** As the venue says it at a price of the underlying. */
    OptionSeen seen(Option option, double spotUsd, long nowSeconds) {
        double fair = value(option, spotUsd, nowSeconds);
        String spot = listing.index(spotUsd);
        double tick = listing.tick();
        return OptionSeen.newBuilder()
                .setMark(listing.price(fair))
                .setUnderlying(spot)
                .setIndex(spot)
                .setMarkVolatility(String.format(Locale.ROOT, "%.4f", volatility(option, spotUsd, nowSeconds)))
                .setQuote(QuoteSeen.newBuilder()
                        .setBid(listing.price(StrictMath.floor(fair * (1 - SPREAD) / tick) * tick)).setBidAmount("10")
                        .setAsk(listing.price((StrictMath.ceil(fair * (1 + SPREAD) / tick) + 1) * tick))
                        .setAskAmount("10"))
                .build();
    }

    private double volatility(Option option, double spotUsd, long nowSeconds) {
        return smile.at(option.strikeUsd(), spotUsd, years(nowSeconds));
    }

    private double years(long nowSeconds) {
        return (expiresSeconds - nowSeconds) / SECONDS_A_YEAR;
    }

    /** In what it settles in: Black-76 without interest, the forward being the spot. */
    double value(Option option, double spotUsd, long nowSeconds) {
        double deviation = volatility(option, spotUsd, nowSeconds) * StrictMath.sqrt(years(nowSeconds));
        double d1 = StrictMath.log(spotUsd / option.strikeUsd()) / deviation + deviation / 2;
        int sign = option.isCall() ? 1 : -1;
        double coins = sign * (normal(sign * d1)
                - option.strikeUsd() / spotUsd * normal(sign * (d1 - deviation)));
        return listing.inverse() ? coins : coins * spotUsd;
    }

    /** Distribution function to about 1e-7 (Abramowitz and Stegun 26.2.17). */
    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI)
                * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}
