package io.breakwater.bench.revalue;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Trial;
import io.breakwater.bench.Unit;
import io.breakwater.domain.pricing.European;
import io.breakwater.domain.pricing.Repricer;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A chain of options under the cells of the margin matrix, by {@link Repricer} and one by one by strata-pricer's
 * formula. Beside them the bound: how many values there could be if their multiplications and additions alone, fused
 * and in vectors, took the time.
 */
public final class RevalueBench implements Bench {

    private static final String OURS = "Repricer";
    private static final String BASELINE = "strata-pricer";
    private static final String BOUND = "arithmetic alone";
    private static final int OPTIONS = 512;
    private static final double FORWARD = 65_000;
    private static final double[] MOVES = {-.16, -.12, -.08, -.04, 0, .04, .08, .12, .16};
    /** Below it a double has no more digits to compare. */
    private static final double LEAST = 1e-290;
    private static final double[] FACTORS = {.75, 1, 1.5};

    private final European[] options = new European[OPTIONS];
    private final double[] volatilities = new double[OPTIONS];
    private final Repricer repricer = new Repricer(OPTIONS);
    private final double[] values = new double[OPTIONS];
    /** Keeps what is computed from being left out. */
    private double sum;

    public RevalueBench() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < OPTIONS; i++) {
            double strike = FORWARD * StrictMath.exp(random.nextDouble(-.7, .7));
            options[i] = new European(random.nextBoolean(), strike, random.nextDouble(.003, 1));
            volatilities[i] = random.nextDouble(.3, 1.2);
            repricer.set(i, options[i], new Repricer.Market(FORWARD, volatilities[i]), false);
        }
    }

    @Override
    public String name() {
        return "revalue";
    }

    @Override
    public String question() {
        return "options x scenarios a second, one thread, against strata-pricer's Black formula";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        long nanos = run.options().seconds() * 1_000_000_000L;
        Comparison comparison = new Comparison(Unit.VALUES_A_SECOND)
                .side(OURS, measured(nanos, this::revalue))
                .side(BASELINE, measured(nanos, this::revalueByLibrary))
                .side(BOUND, measured(nanos, this::multiplyAndAdd));
        warm();
        comparison.run(run);
        return new Report(name(), OPTIONS + " options, 27 cells: 9 moves x 3 volatilities, 3 days to a year",
                comparison.of(OURS), comparison.of(BASELINE))
                .with("bound", comparison.of(BOUND).median())
                .with("shareOfBound", comparison.of(OURS).ratioTo(comparison.of(BOUND)))
                .with("worstRelativeDifference", "%.1e".formatted(worstDifference()))
                .with("checksum", sum == sum ? "a number" : "not a number");
    }

    private void warm() {
        for (int i = 0; i < 200; i++) {
            revalue();
            revalueByLibrary();
            multiplyAndAdd();
        }
    }

    /** Each pass values every option in every cell once. */
    private static Trial measured(long nanos, Runnable pass) {
        return () -> {
            long begun = System.nanoTime();
            long passes = 0;
            long taken;
            do {
                pass.run();
                passes++;
                taken = System.nanoTime() - begun;
            } while (taken < nanos);
            return passes * (double) OPTIONS * MOVES.length * FACTORS.length * 1e9 / taken;
        };
    }

    private void revalue() {
        for (double factor : FACTORS) {
            repricer.volatility(factor);
            for (double move : MOVES) {
                repricer.values(move, values);
                sum += values[OPTIONS / 2];
            }
        }
    }

    private void revalueByLibrary() {
        for (double factor : FACTORS) {
            for (double move : MOVES) {
                for (int i = 0; i < OPTIONS; i++) {
                    sum += byLibrary(i, move, factor);
                }
            }
        }
    }

    private double byLibrary(int i, double move, double factor) {
        European option = options[i];
        return BlackFormulaRepository.price(FORWARD * (1 + move), option.strike(), option.years(),
                volatilities[i] * factor, option.call());
    }

    private void multiplyAndAdd() {
        for (int cell = 0; cell < MOVES.length * FACTORS.length; cell++) {
            Arithmetic.once(values);
            sum += values[OPTIONS / 2];
        }
    }

    private double worstDifference() {
        double worst = 0;
        for (double factor : FACTORS) {
            repricer.volatility(factor);
            for (double move : MOVES) {
                repricer.values(move, values);
                for (int i = 0; i < OPTIONS; i++) {
                    double theirs = byLibrary(i, move, factor);
                    if (theirs > LEAST) {
                        worst = Math.max(worst, Math.abs(values[i] - theirs) / theirs);
                    }
                }
            }
        }
        return worst;
    }
}
