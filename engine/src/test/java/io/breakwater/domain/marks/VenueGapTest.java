package io.breakwater.domain.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Payoff.Option.Style;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Given a payoff, its scales, our mark, the venue's and the forward: the gap, one millionth. */
class VenueGapTest {
    private static final Asset BTC = new Asset("BTC", 8);

    static Stream<Arguments> gaps() {
        return Stream.of(
                arguments(new Payoff.Linear(), 1, 1, 600_000, 600_000, 600_000, 0),
                arguments(new Payoff.Linear(), 1, 1, 600_000, 600_600, 1, 1_000),
                arguments(new Payoff.Inverse(), 1, 1, 600_000, 599_400, 1, -1_000),
                arguments(new Payoff.Spot(), 0, 0, 1, Long.MAX_VALUE, 1, Integer.MAX_VALUE),
                arguments(new Payoff.Quanto(), 0, 0, Long.MAX_VALUE / 2, 1, 1, -1_000_000),
                arguments(option(Style.INVERSE), 4, 2, 421, 431, 1, 1_000),
                arguments(option(Style.INVERSE), 18, 2, 0, Long.MAX_VALUE, 1, 9_223_372),
                arguments(option(Style.LINEAR), 1, 2, 10_000, 10_600, 6_000_000, 1_000),
                arguments(option(Style.LINEAR), 2, 1, 100_000, 94_000, 600_000, -1_000),
                arguments(option(Style.LINEAR), 18, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE),
                arguments(option(Style.QUANTO), 1, 1, 100, 100, 600_000, 0),
                arguments(new Payoff.Combo(List.of(new Payoff.Leg(1, 1))), 1, 1, -5, 5, 1, 0));
    }

    private static Payoff option(Style style) {
        return new Payoff.Option(true, 1, style);
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void isOfTheUnderlyingsPrice(Payoff payoff, int priceScale, int underlyingScale, long ours, long venues,
            long forward, int ppm) {
        Terms terms = new Terms(1, 0, payoff, "BTC", BTC, BTC, BTC, 1, 0, priceScale, underlyingScale, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        assertThat(VenueGap.ppm(terms, new Mark(ours, venues, forward, forward, 0, 0, 0, 1))).isEqualTo(ppm);
    }
}
