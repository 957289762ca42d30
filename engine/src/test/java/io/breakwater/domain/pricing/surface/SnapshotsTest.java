package io.breakwater.domain.pricing.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.breakwater.domain.pricing.Black76;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Formula and surface against recorded chains. A handful of them unless {@code -Dbreakwater.snapshots.count} says how
 * many, evenly spread over those that are there; skipped where there are none.
 */
class SnapshotsTest {

    private static final int A_HANDFUL = 6;
    private static List<Path> files;

    @BeforeAll
    static void find() {
        files = Snapshot.some(Integer.getInteger("breakwater.snapshots.count", A_HANDFUL));
        assumeFalse(files.isEmpty(), "no recorded chains here; -D" + Snapshot.PROPERTY + " names their directory");
    }

    /** How far a row's mark is from the formula at its own volatility and future, and what a move of it would do. */
    private record Miss(double coins, double delta) {}

    /**
     * A chain's rows share their error where the price of its future was read at another moment than its marks: then
     * one move of that future, a few hundredths of a percent, accounts for them.
     */
    private record Chain(List<Miss> misses) {

        double median() {
            return median(misses.stream().map(Miss::coins).toList());
        }

        Chain moved() {
            List<Double> moves = misses.stream().filter(miss -> Math.abs(miss.delta()) > .1)
                    .map(miss -> miss.coins() / miss.delta()).toList();
            double move = moves.isEmpty() ? 0 : signedMedian(moves);
            return new Chain(misses.stream()
                    .map(miss -> new Miss(miss.coins() - miss.delta() * move, miss.delta())).toList());
        }

        static double median(List<Double> values) {
            return signedMedian(values.stream().map(Math::abs).toList());
        }

        private static double signedMedian(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    @Test
    void everyOptionIsWorthWhatItsVenueSays() {
        List<Chain> chains = new ArrayList<>();
        files.forEach(file -> chains.addAll(chains(Snapshot.read(file))));
        List<Double> all = misses(chains);
        chains.sort(Comparator.comparingDouble(Chain::median));
        List<Chain> better = chains.subList(0, chains.size() / 2);
        List<Chain> worse = chains.subList(chains.size() / 2, chains.size());
        List<Double> moved = misses(worse.stream().map(Chain::moved).toList());
        System.out.printf("%d options re-priced: median %.2e coin, better half %.4f within 1e-4; worse half %.4f, "
                + "%.4f after one move of the future a chain, median %.2e from %.2e%n", all.size(), Chain.median(all),
                within(misses(better)), within(misses(worse)), within(moved), Chain.median(moved),
                Chain.median(misses(worse)));
        assertThat(Chain.median(all)).isLessThanOrEqualTo(3e-5);
        assertThat(within(misses(better))).isGreaterThanOrEqualTo(.98);
        assertThat(Chain.median(moved)).isLessThan(.5 * Chain.median(misses(worse)));
    }

    private static List<Chain> chains(Snapshot snapshot) {
        Map<String, List<Miss>> chains = new TreeMap<>();
        for (Snapshot.Row row : snapshot.rows()) {
            double value = Black76.inverseValue(row.option(), row.future(), row.volatility());
            double delta = Black76.greeks(row.option(), row.future(), row.volatility()).inverse(row.future()).delta();
            chains.computeIfAbsent(row.chain(), fresh -> new ArrayList<>()).add(new Miss(row.mark() - value, delta));
        }
        return chains.values().stream().map(Chain::new).toList();
    }

    private static List<Double> misses(List<Chain> chains) {
        return chains.stream().flatMap(chain -> chain.misses().stream()).map(Miss::coins).toList();
    }

    private static double within(List<Double> misses) {
        return (double) misses.stream().filter(miss -> Math.abs(miss) <= 1e-4).count() / misses.size();
    }

    @Test
    void marksThatHaveNotSeenTheirQuotesLieInsideThem() {
        LeaveOneOut all = new LeaveOneOut();
        files.forEach(file -> all.add(Snapshot.read(file)));
        System.out.println(all);
        assertThat(all.quoted()).isGreaterThan(1_000 * files.size() / 2);
        assertThat(all.share()).isGreaterThanOrEqualTo(.9);
        assertThat(all.arbitrages()).isZero();
        assertThat(all.missing()).isLessThanOrEqualTo(files.size());
    }

    /** C − P − (1 − K/F) of mid prices, against half of what the quotes are wide together. */
    @Test
    void callsAndPutsAgreeOnTheForward() {
        List<Double> residuals = new ArrayList<>();
        int within = 0;
        for (Path file : files) {
            Snapshot snapshot = Snapshot.read(file);
            for (String currency : List.of("BTC", "ETH")) {
                for (ChainQuotes chain : snapshot.chains(currency).values()) {
                    double forward = ParityForward.of(chain);
                    for (ChainQuotes.Strike strike : chain.strikes()) {
                        if (strike.call().isTwoSided() && strike.put().isTwoSided()) {
                            double residual = mid(strike.call()) - mid(strike.put()) - 1 + strike.strike() / forward;
                            residuals.add(residual);
                            within += Math.abs(residual) <= width(strike.call()) + width(strike.put()) ? 1 : 0;
                        }
                    }
                }
            }
        }
        double share = (double) within / residuals.size();
        System.out.printf("%d pairs: parity residual median %.2e coin, %.4f within half the quotes' widths%n",
                residuals.size(), Chain.median(residuals), share);
        assertThat(share).isGreaterThan(.97);
    }

    private static double mid(Quote quote) {
        return .5 * (quote.bid() + quote.ask());
    }

    private static double width(Quote quote) {
        return .5 * (quote.ask() - quote.bid());
    }
}
