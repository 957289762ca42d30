package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Hash64Test {
    /** These values are in journals. A change here is a change of every key ever stored. */
    @Test
    void staysAsItWas() {
        assertThat(hex(Hash64.mix(1))).isEqualTo("5692161d100b05e5");
        assertThat(hex(Hash64.combine(1, 2))).isEqualTo("bcd9dbb49673066b");
        assertThat(hex(Hash64.of(""))).isEqualTo("e220a8397b1dcdaf");
        assertThat(hex(Hash64.of("BTC-PERPETUAL"))).isEqualTo("64a635d04c36d9ee");
        assertThat(hex(Hash64.of("Ünïcødé €"))).isEqualTo("9ec1f6f104c9bb4f");
        assertThat(hex(Hash64.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, -9}))).isEqualTo("27ac76d9ee4b4bde");
    }

    private static String hex(long value) {
        return String.format("%016x", value);
    }

    @Test
    void unmixesWhatItMixes() {
        var random = new SplittableRandom(9);
        assertThat(Hash64.unmix(Hash64.mix(0))).isZero();
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(Hash64.unmix(Hash64.mix(value))).isEqualTo(value);
        }
    }

    @Test
    void tellsTextsApart() {
        var seen = new HashSet<Long>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.add(Hash64.of("counterparty-" + i))).isTrue();
        }
        assertThat(Hash64.of("ab\0")).isNotEqualTo(Hash64.of("ab"));
        assertThat(Hash64.of(new byte[3])).isNotEqualTo(Hash64.of(new byte[4]));
        assertThat(Hash64.combine(1, 2)).isNotEqualTo(Hash64.combine(2, 1));
    }
}
