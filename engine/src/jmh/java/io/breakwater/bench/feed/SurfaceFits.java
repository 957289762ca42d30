package io.breakwater.bench.feed;

import io.breakwater.domain.pricing.Black76;
import io.breakwater.domain.pricing.European;
import io.breakwater.domain.pricing.surface.ChainQuotes;
import io.breakwater.domain.pricing.surface.Quote;
import io.breakwater.domain.pricing.surface.Surface;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a feed pays once a second beside its tickers: the fit of a surface to the quotes of 400 options, ten expiries of
 * twenty strikes. The stream of the bench has no quotes, so that its marks stay where the orders are passive.
 */
final class SurfaceFits {
    private static final int EXPIRIES = 10;
    private static final int STRIKES = 20;
    private static final int WARM = 100;
    private static final int MEASURED = 51;
    private static final double FORWARD = 65_000;
    private static final double NANOS_A_MILLI = 1e6;

    private SurfaceFits() {}

    /**
     * Median of the thread's own processor time, in milliseconds.
     *
     * @throws IllegalStateException where one has no smile
     */
    static double millis() {
        long[] nanos = new long[MEASURED];
        for (int i = -WARM; i < MEASURED; i++) {
            List<ChainQuotes> quotes = quotes(i);
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Surface surface = Surface.fit(quotes);
            long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
            if (quotes.stream().anyMatch(each -> surface.at(each.years()) == null)) {
                throw new IllegalStateException("an expiry has no smile");
            }
            nanos[Math.max(0, i)] = taken;
        }
        Arrays.sort(nanos);
        return nanos[MEASURED / 2] / NANOS_A_MILLI;
    }

    /** Each time a little elsewhere. */
    private static List<ChainQuotes> quotes(int turn) {
        double forward = FORWARD * (1 + turn * 1e-5);
        List<ChainQuotes> chains = new ArrayList<>();
        for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
            double years = expiry * 7 / 365.0;
            List<ChainQuotes.Strike> strikes = new ArrayList<>();
            for (int i = 0; i < STRIKES; i++) {
                double strike = FORWARD * (0.7 + 0.6 * i / STRIKES);
                strikes.add(new ChainQuotes.Strike(strike, quote(new European(true, strike, years), forward),
                        quote(new European(false, strike, years), forward)));
            }
            chains.add(new ChainQuotes(years, true, forward, strikes));
        }
        return chains;
    }

    /** One per cent wide. */
    private static Quote quote(European option, double forward) {
        double away = Math.log(option.strike() / forward) / Math.sqrt(option.years());
        double coins = Black76.inverseValue(option, forward, 0.6 + 0.05 * away * away - 0.05 * away);
        return new Quote(coins * 0.995, coins * 1.005);
    }
}
