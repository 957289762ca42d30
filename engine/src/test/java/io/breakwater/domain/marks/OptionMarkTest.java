package io.breakwater.domain.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.pricing.Black76;
import io.breakwater.domain.pricing.European;
import io.breakwater.domain.pricing.surface.Smile;
import io.breakwater.domain.pricing.surface.Svi;
import io.breakwater.kernel.BrokenInvariant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call struck at 65,000.00, quoted in coins with four digits; volatility is 50 % at every strike. */
class OptionMarkTest {

    private static final double YEAR_MICROS = 365 * 86_400e6;
    private static final long HALF_HOUR = 1_800_000_000L;
    private static final long EXPIRY = 2_000_000_000_000_000L;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final long OBSERVED = EXPIRY - 5;
    private static final Smile FLAT = new Smile(.1, 65_000, new Svi(.025, 0, 0, 0, .1));

    private static Terms terms(boolean call, boolean inverse) {
        return new Terms(1, 0, new Payoff.Option(call, 6_500_000, inverse), "BTC", BTC, USD, inverse ? BTC : USD, 1, 0,
                inverse ? 4 : 2, 2, 0, List.of(new TickBand(0, 1)), EXPIRY, HALF_HOUR, new Terms.FeeRule(0, 0), 1_000);
    }

    private static Mark marked(Terms terms, long settled, long forwardTicks, long beforeMicros) {
        return OptionMark.of(terms, new OptionMark.Inputs(FLAT, settled, forwardTicks, 6_490_000, OBSERVED),
                EXPIRY - beforeMicros);
    }

    @Test
    void isBlacksValueAtTheSmilesVolatility() {
        long month = 30 * 86_400_000_000L;
        double coins = Black76.inverseValue(new European(true, 65_000, month / YEAR_MICROS), 66_000, .5);
        double delta = Black76.greeks(new European(true, 65_000, month / YEAR_MICROS), 66_000, .5).delta();
        assertThat(marked(terms(true, true), 0, 6_600_000, month)).isEqualTo(new Mark(Math.round(coins * 1e4),
                Math.round(coins * 1e4), 6_490_000, 6_600_000, (int) Math.rint(delta * 1e6), 500_000, 0, OBSERVED));
        assertThat(marked(terms(true, false), 0, 6_600_000, month).ticks())
                .isEqualTo(Math.round(coins * 66_000 * 1e2));
        assertThat(marked(terms(false, false), 0, 6_600_000, month).deltaPpm())
                .isEqualTo((int) Math.rint((delta - 1) * 1e6));
    }

    /** The later within the average, the less the price still moves what settles. */
    @Test
    void deltaDecaysAsTheAverageFills() {
        int last = Integer.MAX_VALUE;
        for (long left = HALF_HOUR; left >= 0; left -= HALF_HOUR / 10) {
            Mark mark = marked(terms(true, false), 7_000_000, 7_000_000, left);
            assertThat(mark.deltaPpm()).isLessThan(last).isCloseTo((int) (1_000_000 * left / HALF_HOUR), within(1));
            assertThat(mark.ticks()).as("settles at 70,000").isEqualTo(500_000);
            last = mark.deltaPpm();
        }
    }

    @Test
    void whatIsSettledAlreadyCounts() {
        assertThat(marked(terms(true, false), 7_000_000, 6_000_000, HALF_HOUR / 10).ticks())
                .as("nine tenths of 70,000 and one of 60,000").isEqualTo(400_000);
        assertThat(marked(terms(true, false), 6_000_000, 7_000_000, 0).ticks()).isZero();
        assertThat(marked(terms(true, false), 7_000_000, 6_000_000, -1).ticks()).isEqualTo(500_000);
    }

    @Test
    void withoutAForwardThereIsNoMark() {
        assertThatThrownBy(() -> marked(terms(true, true), 0, 0, 1)).isInstanceOf(BrokenInvariant.class);
    }
}
