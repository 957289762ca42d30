package io.breakwater.ops.demo;

import io.breakwater.ops.market.PriceSeries;

/**
 * The volatility that the demonstration's venue quotes at each strike. At the money it is a usual one, and 2.5 points
 * more for each point by which the market has fallen. Around it, with x the logarithm of strike over spot in units of
 * two deviations until expiry, variance is that times 0.8 + 0.2·(−0.3·x + √(x² + 1)): a slice of SVI with low puts
 * dearer than high calls, far from any arbitrage.
 *
 * @param firstUsd price of the underlying at the beginning
 * @param usual at the beginning, at the money: 0.7 is 70 % a year
 */
record OptionSmile(double firstUsd, double usual) {
    private static final double USUAL = 0.7;
    private static final double LEAST = 0.2;
    private static final double MOST = 2.5;
    private static final double A_FALL = 2.5;
    private static final double CURVED = 0.2;
    private static final double SKEW = -0.3;
    private static final double DEVIATIONS = 2;
    private static final double MICROS_A_YEAR = 365.0 * 86_400 * 1e6;

    static OptionSmile march(double firstUsd) {
        return new OptionSmile(firstUsd, USUAL);
    }

    /** Of a recorded market: as volatile as it turns out to be, between 20 % and 250 %. */
    static OptionSmile recorded(PriceSeries series, double firstUsd) {
        double squares = 0;
        for (int i = 1; i < series.points().size(); i++) {
            double moved = StrictMath.log((double) series.points().get(i).spotTicks()
                    / series.points().get(i - 1).spotTicks());
            squares += moved * moved;
        }
        double years = (series.points().getLast().timeMicros() - series.points().getFirst().timeMicros())
                / MICROS_A_YEAR;
        return new OptionSmile(firstUsd, years > 0 ? Math.clamp(StrictMath.sqrt(squares / years), LEAST, MOST) : USUAL);
    }

    /** @param years until expiry, above 0 */
    double at(double strikeUsd, double spotUsd, double years) {
        double level = usual + A_FALL * Math.max(0, 1 - spotUsd / firstUsd);
        double x = StrictMath.log(strikeUsd / spotUsd) / (DEVIATIONS * level * StrictMath.sqrt(years));
        return level * StrictMath.sqrt(1 - CURVED + CURVED * (SKEW * x + StrictMath.sqrt(x * x + 1)));
    }
}
