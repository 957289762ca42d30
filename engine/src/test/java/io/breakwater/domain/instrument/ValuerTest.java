package io.breakwater.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.kernel.Overflow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lots are worth, against the formulas in decimals of any length and against published figures. */
class ValuerTest {

    private static final Asset USD = new Asset("USD", 6);
    private static final List<Payoff> PAYOFFS = List.of(new Payoff.Linear(), new Payoff.Inverse(), new Payoff.Quanto(),
            new Payoff.Spot(), new Payoff.Option(true, 100, false), new Payoff.Option(false, 100, true),
            new Payoff.Combo(List.of(new Payoff.Leg(1, 1), new Payoff.Leg(2, -1))));

    private static Terms terms(Payoff payoff, Asset settlement, long multiplier, int multiplierScale, int priceScale) {
        return new Terms(1, 0, payoff, "BTC", new Asset("BTC", 8), USD, settlement, multiplier, multiplierScale,
                priceScale, 0, 0, List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
    }

    /** q·m·P, or −q·m/P, in minor units of the asset it is settled in; half to even. */
    private static BigDecimal twin(Terms terms, long lots, long ticks) {
        BigDecimal face = BigDecimal.valueOf(lots).multiply(BigDecimal.valueOf(terms.multiplier(), terms.multiplierScale()));
        BigDecimal price = BigDecimal.valueOf(ticks, terms.priceScale());
        boolean inverse = terms.payoff() instanceof Payoff.Inverse;
        Asset asset = terms.payoff() instanceof Payoff.Spot ? terms.quote() : terms.settlement();
        BigDecimal value = inverse ? face.negate().divide(price, new MathContext(60)) : face.multiply(price);
        return value.movePointRight(asset.scale()).setScale(0, RoundingMode.HALF_EVEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isTheFormulaOfEachPayoffToTheLastUnit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int compared = 0;
        for (int i = 0; i < 20_000; i++) {
            Terms terms = terms(PAYOFFS.get(random.nextInt(PAYOFFS.size())), new Asset("BTC", 6 + random.nextInt(5)),
                    1 + random.nextLong(1L << random.nextInt(1, 34)), random.nextInt(9), random.nextInt(9));
            long lots = (random.nextBoolean() ? 1 : -1) * random.nextLong(1L << random.nextInt(1, 40));
            long ticks = 1 + random.nextLong(1L << random.nextInt(1, 40));
            BigDecimal expected = twin(terms, lots, ticks);
            if (expected.toBigInteger().bitLength() < 64) {
                assertThat(BigDecimal.valueOf(Valuer.valueMinor(terms, lots, ticks)))
                        .as("seed %d: %s, %d lots at %d", seed, terms, lots, ticks).isEqualByComparingTo(expected);
                compared++;
            } else {
                assertThatThrownBy(() -> Valuer.valueMinor(terms, lots, ticks)).isInstanceOf(Overflow.class);
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    /**
     * The inverse perpetual of a published portfolio margin case: q = 0.314538364 coin at the index 65,666.19, that is
     * 20,654.536 USD; its profit under each move of the index.
     */
    @ParameterizedTest
    @CsvSource({
        "-16, -0.0599120693",
        "-12, -0.0428915951",
        "-8, -0.0273511621",
        "-4, -0.0131057652",
        "4, 0.0120976294",
        "8, 0.0232991381",
        "12, 0.0337005390",
        "16, 0.0433846019"
    })
    void profitOfAnInversePerpetualIsAsPublished(int percent, BigDecimal published) {
        Asset coin = new Asset("BTC", 12);
        Terms terms = terms(new Payoff.Inverse(), coin, 1, 9, 8);
        long index = 6_566_619_000_000L;
        long face = new BigDecimal("0.314538364").multiply(new BigDecimal("65666.19")).movePointRight(9)
                .setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        long moved = index / 100 * (100 + percent);
        long profit = Valuer.valueMinor(terms, face, moved) - Valuer.valueMinor(terms, face, index);
        assertThat(BigDecimal.valueOf(profit, coin.scale()).setScale(10, RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(published);
    }

    @Test
    void aTradeAndItsUndoingCancelToTheLastUnit() {
        SplittableRandom random = new SplittableRandom(7);
        for (Payoff payoff : PAYOFFS) {
            Terms terms = terms(payoff, new Asset("BTC", 8), 7, 3, 2);
            for (int i = 0; i < 1_000; i++) {
                long lots = random.nextLong(1_000_000);
                long ticks = 1 + random.nextLong(1_000_000);
                assertThat(Valuer.valueMinor(terms, lots, ticks)).isEqualTo(-Valuer.valueMinor(terms, -lots, ticks));
            }
        }
    }

    @Test
    void theInverseOfNoPriceHasNoValue() {
        Terms terms = terms(new Payoff.Inverse(), new Asset("BTC", 8), 10, 0, 2);
        assertThatThrownBy(() -> Valuer.valueMinor(terms, 1, 0)).isInstanceOf(Overflow.class);
        assertThatThrownBy(() -> Valuer.valueMinor(terms, 1, -5)).isInstanceOf(Overflow.class);
        assertThat(Valuer.valueMinor(terms, 0, 0)).isZero();
    }
}
