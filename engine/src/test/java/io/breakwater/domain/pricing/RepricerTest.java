package io.breakwater.domain.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.kernel.BrokenInvariant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast valuation against its naive twin, the formula one option at a time. */
class RepricerTest {

    private static final double[] MOVES = {-.99, -.66, -.16, -.04, 0, .04, .16, 1, 5};
    private static final double[] FACTORS = {0, .5, 1, 1.7};

    private record Held(European option, Repricer.Market market, boolean inCoins) {

        double value(double move, double factor) {
            double forward = market.forward() * (1 + move);
            double volatility = market.volatility() * factor;
            return inCoins ? Black76.inverseValue(option, forward, volatility)
                    : Black76.value(option, forward, volatility);
        }
    }

    private static List<Held> random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Held> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double forward = StrictMath.exp(random.nextDouble(-3, 12));
            double strike = forward * StrictMath.exp(random.nextDouble(-2, 2));
            double years = random.nextInt(20) == 0 ? 0 : StrictMath.exp(random.nextDouble(-9, 1));
            all.add(new Held(new European(random.nextBoolean(), strike, years),
                    new Repricer.Market(forward, random.nextDouble(0, 3)), random.nextBoolean()));
        }
        return all;
    }

    private static Repricer of(List<Held> all) {
        Repricer repricer = new Repricer(all.size());
        for (int i = 0; i < all.size(); i++) {
            repricer.set(i, all.get(i).option(), all.get(i).market(), all.get(i).inCoins());
        }
        return repricer;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 64, 1_000})
    void agreesWithTheFormula(int size) {
        List<Held> all = random(size, size);
        Repricer repricer = of(all);
        double[] values = new double[size];
        for (double factor : FACTORS) {
            repricer.volatility(factor);
            for (double move : MOVES) {
                repricer.values(move, values);
                for (int i = 0; i < size; i++) {
                    Held held = all.get(i);
                    double expected = held.value(move, factor);
                    double rounding = 1e-16 * (held.inCoins() ? 1 : held.market().forward() * (1 + move));
                    assertThat(values[i]).as("%s, move %s, factor %s", held, move, factor)
                            .isEqualTo(expected, within(1e-10 * expected + rounding));
                }
            }
        }
    }

    /** Compiled or not, alone or among others: the same bits. */
    @Test
    void doesNotDependOnWhatStandsBeside() {
        List<Held> all = random(500, 9);
        Repricer together = of(all);
        double[] values = new double[all.size()];
        for (int round = 0; round < 200; round++) {
            together.volatility(1.3);
            together.values(-.08, values);
        }
        double[] alone = new double[1];
        for (int i = 0; i < all.size(); i++) {
            Repricer single = of(all.subList(i, i + 1));
            single.volatility(new double[] {1.3});
            single.values(-.08, alone);
            assertThat(alone[0]).isEqualTo(values[i]);
        }
    }

    @Test
    void whatIsNoScenarioIsRefused() {
        Repricer repricer = of(random(1, 1));
        double[] values = new double[1];
        for (double bad : new double[] {-1, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> repricer.values(bad, values)).isInstanceOf(BrokenInvariant.class);
        }
        for (double bad : new double[] {-.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> repricer.volatility(bad)).isInstanceOf(BrokenInvariant.class);
            assertThatThrownBy(() -> repricer.volatility(new double[] {bad})).isInstanceOf(BrokenInvariant.class);
        }
        assertThatThrownBy(() -> new Repricer.Market(Double.NaN, .5)).isInstanceOf(BrokenInvariant.class);
    }
}
