package io.breakwater.bench.margin;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Trial;
import io.breakwater.bench.Unit;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.market.MarketView;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a decision costs whose margin is computed by risk arrays: amends of the orders of an account with 20, 200 and
 * 3,000 positions, decided and applied by one thread. Then bursts: all marks move by 12 bp, every array changes, and
 * the account goes on amending; the decision that meets the new view first pays for it. Times are of the thread's own
 * processor, so that what else runs on the machine does not count.
 */
public final class MarginBench implements Bench {

    private static final int MOST = 3_000;
    private static final int A_BURST = 1_000;
    private static final int WARMING = 20_000;

    @Override
    public String name() {
        return "margin";
    }

    @Override
    public String question() {
        return "a decision with portfolio margin: 3,000 positions against 20; a market that moves as a whole";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        MarginMarket market = new MarginMarket(MOST);
        MarginAccount small = new MarginAccount(MarginMode.PORTFOLIO, 20, 30, market);
        MarginAccount middle = new MarginAccount(MarginMode.PORTFOLIO, 200, 330, market);
        MarginAccount hot = new MarginAccount(MarginMode.PORTFOLIO, MOST, 5_000, market);
        MarginAccount standard = new MarginAccount(MarginMode.CROSS, MOST, 5_000, market);
        long nanos = run.options().seconds() * 1_000_000_000L;
        Comparison comparison = new Comparison(Unit.NANOS_AN_OPERATION)
                .side("3000 positions", amends(hot, market, nanos))
                .side("20 positions", amends(small, market, nanos))
                .side("200 positions", amends(middle, market, nanos))
                .side("3000 positions, standard margin", amends(standard, market, nanos));
        comparison.run(run);
        Report report = new Report(name(), "amends, nothing but the domain, one thread; the view stands still",
                comparison.of("3000 positions"), comparison.of("20 positions"))
                .with("nanos200", comparison.of("200 positions").median())
                .with("nanos3000Standard", comparison.of("3000 positions, standard margin").median());
        arrays(report, market);
        bursts(report, "hot", hot, market, run.options().rounds());
        bursts(report, "small", small, market, run.options().rounds());
        oneMoved(report, hot, market);
        return report.with("accepted", hot.accepted() > 0 && small.accepted() > 0);
    }

    private static Trial amends(MarginAccount account, MarginMarket market, long nanos) {
        return () -> {
            account.begin(market.view());
            for (int i = 0; i < WARMING; i++) {
                account.amend(market);
            }
            long begun = cpuNanos();
            long done = 0;
            long taken;
            do {
                for (int i = 0; i < 64; i++) {
                    account.amend(market);
                }
                done += 64;
                taken = cpuNanos() - begun;
            } while (taken < nanos);
            account.end();
            return taken / (double) done;
        };
    }

    /** Computing all arrays of a view that moved as a whole: shared by all accounts. */
    private static void arrays(Report report, MarginMarket market) {
        double[] micros = new double[11];
        for (int i = 0; i < micros.length; i++) {
            market.move(i % 2 == 0 ? 12 : 0);
            long begun = cpuNanos();
            compute(market.view());
            micros[i] = (cpuNanos() - begun) / 1e3 / MOST;
        }
        Arrays.sort(micros);
        report.with("microsAnArray", micros[micros.length / 2]);
    }

    private static void compute(MarketView view) {
        view.arrays().forEach((_, basis) -> basis.array());
    }

    /** Latencies across flips of the view; arrays are there, as another account has asked for them. */
    private static void bursts(Report report, String name, MarginAccount account, MarginMarket market, int rounds) {
        int flips = 10 + 10 * rounds;
        long[] latencies = new long[flips * A_BURST];
        long[] first = new long[flips];
        for (int flip = 0; flip < flips; flip++) {
            market.move(flip % 2 == 0 ? 12 : 0);
            compute(market.view());
            for (int i = 0; i < A_BURST; i++) {
                long begun = cpuNanos();
                if (i == 0) {
                    account.begin(market.view());
                }
                account.amend(market);
                latencies[flip * A_BURST + i] = cpuNanos() - begun;
            }
            account.end();
            first[flip] = latencies[flip * A_BURST];
        }
        report.with(name + "AfterViewMicros", median(first) / 1e3);
        Arrays.sort(latencies);
        report.with(name + "P999Micros", latencies[(int) (latencies.length * 0.999)] / 1e3);
        report.with(name + "MaxMicros", latencies[latencies.length - 1] / 1e3);
    }

    /** A view in which one array of three thousand is another. */
    private static void oneMoved(Report report, MarginAccount account, MarginMarket market) {
        account.begin(market.view());
        long[] micros = new long[101];
        for (int i = 0; i < micros.length; i++) {
            market.moveOne(i);
            long begun = cpuNanos();
            account.begin(market.view());
            account.amend(market);
            micros[i] = cpuNanos() - begun;
            account.end();
        }
        report.with("hotAfterOneMovedMicros", median(micros) / 1e3);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
