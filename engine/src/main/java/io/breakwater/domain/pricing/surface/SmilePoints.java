package io.breakwater.domain.pricing.surface;

import io.breakwater.domain.pricing.Elementary;
import io.breakwater.domain.pricing.European;
import io.breakwater.domain.pricing.ImpliedVolatility;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Turns the quotes of an expiry into bounds of total variance. At each strike the option out of the money speaks, whose
 * price is all time value; where it has no bid the one in the money does; where neither has, the offer is a bound.
 */
final class SmilePoints {

    private final ChainQuotes quotes;
    private final double forward;

    private SmilePoints(ChainQuotes quotes, double forward) {
        this.quotes = quotes;
        this.forward = forward;
    }

    static List<SmilePoint> of(ChainQuotes quotes, double forward) {
        SmilePoints reader = new SmilePoints(quotes, forward);
        List<SmilePoint> points = new ArrayList<>();
        for (ChainQuotes.Strike strike : quotes.strikes()) {
            SmilePoint point = reader.point(strike);
            if (point != null) {
                points.add(point);
            }
        }
        return points;
    }

    /** Null where it says nothing. */
    private SmilePoint point(ChainQuotes.Strike strike) {
        boolean callIsOut = strike.strike() >= forward;
        Quote out = callIsOut ? strike.call() : strike.put();
        SmilePoint told = point(strike.strike(), callIsOut, out);
        if (told != null && told.isTwoSided()) {
            return told;
        }
        SmilePoint other = point(strike.strike(), !callIsOut, callIsOut ? strike.put() : strike.call());
        return other != null && other.isTwoSided() || told == null ? other : told;
    }

    private SmilePoint point(double strike, boolean call, Quote quote) {
        if (!quote.hasAsk()) {
            return null;
        }
        Quote value = quote.times(quotes.inverse() ? forward : 1);
        European option = new European(call, strike, quotes.years());
        OptionalDouble high = ImpliedVolatility.of(option, forward, value.ask());
        if (high.isEmpty()) {
            return null;
        }
        double low = ImpliedVolatility.of(option, forward, value.bid()).orElse(0);
        double k = Elementary.log(strike / forward);
        return new SmilePoint(k, low * low * quotes.years(), high.getAsDouble() * high.getAsDouble() * quotes.years());
    }
}
