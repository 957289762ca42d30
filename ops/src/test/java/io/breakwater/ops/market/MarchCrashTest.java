package io.breakwater.ops.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarchCrashTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20200312, -7})
    void passesThroughEveryAnchorExactly(long seed) {
        Map<Long, PriceSeries.Point> byTime = MarchCrash.path(seed).points().stream()
                .collect(Collectors.toMap(PriceSeries.Point::timeMicros, point -> point));
        for (MarchCrash.Anchor anchor : MarchCrash.ANCHORS) {
            PriceSeries.Point point = byTime.get(anchor.timeMicros());
            assertThat(point.ticks()).as(anchor.fact()).isEqualTo(2 * anchor.usd());
            assertThat(point.spotTicks() - point.ticks()).isEqualTo(2 * anchor.spotPremiumUsd());
        }
    }

    @Test
    void holdsThePublishedFigures() {
        PriceSeries path = MarchCrash.path(1);
        assertThat(path.points().getFirst().ticks()).isEqualTo(2 * 7_353);
        assertThat(path.points().getFirst().timeMicros())
                .isEqualTo(Instant.parse("2020-03-12T10:00:00Z").getEpochSecond() * 1_000_000);
        assertThat(path.lowestTicks()).isEqualTo(2 * 3_596);
        assertThat(1 - 3_596 / 7_353.0).isBetween(0.505, 0.515);
        assertThat(MarchCrash.ANCHORS).allSatisfy(anchor -> assertThat(anchor.source()).isNotBlank());
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(MarchCrash.path(42)).isEqualTo(MarchCrash.path(42));
        assertThat(MarchCrash.path(42)).isNotEqualTo(MarchCrash.path(43));
    }

    @Test
    void hasOnePointAMinuteAndNeverGoesBelowTheLow() {
        PriceSeries path = MarchCrash.path(5);
        for (int i = 1; i < path.points().size(); i++) {
            assertThat(path.points().get(i).timeMicros() - path.points().get(i - 1).timeMicros()).isEqualTo(60_000_000);
            assertThat(path.points().get(i).ticks()).isGreaterThanOrEqualTo(MarchCrash.LOW_TICKS);
        }
    }

    @Test
    void isWrittenInHalfDollars() {
        assertThat(MarchCrash.path(1).priceScale()).isEqualTo(1);
    }
}
