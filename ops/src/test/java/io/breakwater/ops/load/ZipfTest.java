package io.breakwater.ops.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipfTest {
    private static final int DRAWS = 200_000;

    @ParameterizedTest
    @CsvSource({"1,.33", "10,.70", "100,.89", "1000,.97"})
    void givesTheTopAccountsTheirShareOfTheFlow(int ranks, double share) {
        assertThat(new Zipf(10_000, 1.4).share(ranks)).isCloseTo(share, within(0.006));
    }

    @ParameterizedTest
    @CsvSource({"1,.33", "10,.70", "100,.89", "1000,.97"})
    void drawsWhatItsSharesSay(int ranks, double share) {
        Zipf zipf = new Zipf(10_000, 1.4);
        SplittableRandom random = new SplittableRandom(1);
        int hits = 0;
        for (int i = 0; i < DRAWS; i++) {
            hits += zipf.next(random) < ranks ? 1 : 0;
        }
        assertThat(hits / (double) DRAWS).isCloseTo(share, within(0.01));
    }

    @Test
    void drawsOnlyRanksThatExist() {
        Zipf zipf = new Zipf(3, 1.4);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            assertThat(zipf.next(random)).isBetween(0, 2);
        }
        assertThat(new Zipf(1, 1.4).next(random)).isZero();
    }
}
