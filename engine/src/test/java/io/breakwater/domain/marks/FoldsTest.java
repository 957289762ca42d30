package io.breakwater.domain.marks;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.instrument.SettlementAverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index, premium and settlement average, from observations written out. */
class FoldsTest {

    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_000 * SECOND;
    private static final IndexRule RULE = new IndexRule(10 * SECOND, 2, 5_000);

    /** Prices of venues a, b, c… seen now; − for one that has not been seen. */
    private static IndexPrice seen(String prices) {
        IndexPrice index = IndexPrice.NONE;
        String[] each = prices.split(" ");
        for (int i = 0; i < each.length; i++) {
            if (!each[i].equals("-")) {
                index = index.observed("" + (char) ('a' + i), new IndexPrice.Seen(Long.parseLong(each[i]), NOW));
            }
        }
        return index;
    }

    @ParameterizedTest
    @CsvSource({
        "100000 100000 100000, 100000", "100000 100100 100200, 100100", "100000 100100 200000, 100233",
        "100000 100100 1, 99867", "100000 100100, 100050", "100000 100500 99500, 100000",
        "100000 101000 99000, 100000", "100001 100002, 100002", "1 200000, 100000"
    })
    void theMeanOfWhatIsNearTheMedian(String prices, long expected) {
        assertThat(seen(prices).at(NOW, RULE).ticks()).isEqualTo(expected);
    }

    @Test
    void oneVenueMovesItByItsShareOfTheCapAtMost() {
        long fair = seen("100000 100000 100000 100000").at(NOW, RULE).ticks();
        long off = seen("100000 100000 100000 999999999").at(NOW, RULE).ticks();
        assertThat(off - fair).isEqualTo(500 / 4);
    }

    @Test
    void theSilentDropOutAndTooFewAreNoIndex() {
        IndexPrice index = seen("100000 100100 100400").observed("a", new IndexPrice.Seen(100_200, NOW + 5 * SECOND))
                .observed("b", new IndexPrice.Seen(100_300, NOW + 8 * SECOND));
        assertThat(index.at(NOW + 10 * SECOND, RULE)).isEqualTo(new IndexPrice.Value(100_300, NOW, 3));
        assertThat(index.at(NOW + 10 * SECOND + 1, RULE))
                .isEqualTo(new IndexPrice.Value(100_250, NOW + 5 * SECOND, 2));
        assertThat(index.at(NOW + 15 * SECOND + 1, RULE)).isNull();
        assertThat(IndexPrice.NONE.at(NOW, RULE)).isNull();
    }

    @Test
    void nonsenseAndOldNewsChangeNothing() {
        IndexPrice index = seen("100000 100100");
        assertThat(index.observed("a", new IndexPrice.Seen(0, NOW + 1))).isSameAs(index);
        assertThat(index.observed("a", new IndexPrice.Seen(-5, NOW + 1))).isSameAs(index);
        assertThat(index.observed("a", new IndexPrice.Seen(90_000, NOW - 1))).isSameAs(index);
    }

    private static Premium premium(long bid, long ask) {
        return Premium.NONE.observed(new Premium.Impact(bid, ask), 100_000, NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "100000, 100020, 100000, 100010", "99900, 100000, 100000, 99950", "100000, 100020, 200000, 200020",
        "110000, 110000, 100000, 100500", "90000, 90000, 100000, 99500", "100001, 100002, 100000, 100002"
    })
    void aPerpetualIsItsIndexAndTheClampedPremium(long bid, long ask, long index, long expected) {
        assertThat(premium(bid, ask).markTicks(index, NOW, PremiumRule.PERPETUAL)).isEqualTo(expected);
    }

    @Test
    void aFutureMayLieFurtherAway() {
        assertThat(premium(105_000, 105_000).markTicks(100_000, NOW, PremiumRule.FUTURE)).isEqualTo(105_000);
        assertThat(premium(150_000, 150_000).markTicks(100_000, NOW, PremiumRule.FUTURE)).isEqualTo(110_000);
    }

    /** 30 seconds at +100, then one at −200: the last of each second counts, and the first has left. */
    @Test
    void thirtySecondsAreAveraged() {
        Premium premium = Premium.NONE;
        for (int i = 0; i < 30; i++) {
            premium = premium.observed(new Premium.Impact(1, 1), 100_000, NOW + i * SECOND)
                    .observed(new Premium.Impact(100_100, 100_100), 100_000, NOW + i * SECOND + 5);
        }
        assertThat(premium.markTicks(100_000, NOW + 29 * SECOND + 5, PremiumRule.PERPETUAL)).isEqualTo(100_100);
        premium = premium.observed(new Premium.Impact(99_800, 99_800), 100_000, NOW + 30 * SECOND);
        assertThat(premium.seconds()).hasSize(30);
        assertThat(premium.markTicks(100_000, NOW + 30 * SECOND, PremiumRule.PERPETUAL)).isEqualTo(100_090);
    }

    @Test
    void withoutABelievableBookThereIsNoPremium() {
        for (Premium.Impact bad : new Premium.Impact[] {new Premium.Impact(0, 5), new Premium.Impact(6, 5),
                new Premium.Impact(-1, 5)}) {
            assertThat(Premium.NONE.observed(bad, 100_000, NOW)).isSameAs(Premium.NONE);
        }
        assertThat(Premium.NONE.observed(new Premium.Impact(5, 6), 0, NOW)).isSameAs(Premium.NONE);
        assertThat(Premium.NONE.markTicks(100_000, NOW, PremiumRule.PERPETUAL)).isZero();
        assertThat(premium(5, 6).markTicks(100_000, NOW + 31 * SECOND, PremiumRule.PERPETUAL)).isZero();
    }

    private static final long EXPIRY = 100_000 * SECOND;
    private static final long HALF_HOUR = 1_800 * SECOND;

    @Test
    void theSettlementPriceIsTheAverageByTime() {
        SettlementAverage average = SettlementAverage.until(EXPIRY, HALF_HOUR)
                .observed(500, EXPIRY - 2 * HALF_HOUR)
                .observed(1_000, EXPIRY - HALF_HOUR)
                .observed(4_000, EXPIRY - HALF_HOUR / 3);
        assertThat(average.averageTicks(EXPIRY)).isEqualTo(2_000);
        assertThat(average.coveredPpm(EXPIRY)).isEqualTo(1_000_000);
        assertThat(average.observed(9_999, EXPIRY + 1).averageTicks(EXPIRY + SECOND)).isEqualTo(2_000);
    }

    @Test
    void whatWasNotSeenIsNotMadeUp() {
        SettlementAverage average = SettlementAverage.until(EXPIRY, HALF_HOUR)
                .observed(0, EXPIRY - HALF_HOUR).observed(700, EXPIRY - HALF_HOUR / 4);
        assertThat(average.averageTicks(EXPIRY)).isEqualTo(700);
        assertThat(average.coveredPpm(EXPIRY)).isEqualTo(250_000);
        assertThat(SettlementAverage.until(EXPIRY, HALF_HOUR).averageTicks(EXPIRY)).isZero();
        assertThat(SettlementAverage.until(EXPIRY, HALF_HOUR).observed(500, EXPIRY - 2 * HALF_HOUR)
                .averageTicks(EXPIRY - HALF_HOUR)).as("it has not begun").isZero();
    }

    /** Whatever price and however long the average: an index with eight digits is beyond 10^12 ticks at 10,000. */
    @ParameterizedTest
    @CsvSource({
        "1800, 1000000000000", "1800, 6543212345678", "3600, 1000000000001", "8640000, 1000000000",
        "8640000, 1000000000000", "8640000, 9223372036854775807", "1800, 9223372036854775807"
    })
    void anAverageIsExactWhateverPriceIsSeen(long seconds, long price) {
        long length = seconds * SECOND;
        long expiry = EXPIRY + length;
        SettlementAverage seen = SettlementAverage.until(expiry, length).observed(price, EXPIRY - SECOND);
        for (int i = 1; i <= 9; i++) {
            seen = seen.observed(price, EXPIRY + length / 9 * i);
        }
        assertThat(seen.averageTicks(expiry)).isEqualTo(price);
        assertThat(seen.coveredPpm(expiry)).isEqualTo(1_000_000);
    }

    @Test
    void theAverageOfPricesWithManyDigitsIsExact() {
        SettlementAverage average = SettlementAverage.until(EXPIRY, HALF_HOUR)
                .observed(4_000_000_000_000_000_001L, EXPIRY - HALF_HOUR)
                .observed(9_000_000_000_000_000_007L, EXPIRY - HALF_HOUR / 2);
        assertThat(average.averageTicks(EXPIRY)).isEqualTo(6_500_000_000_000_000_004L);
    }
}
