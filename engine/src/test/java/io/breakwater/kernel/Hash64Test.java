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
        assertThat(hex(Hash64.of("BTC-PERPETUAL"))).isEqualTo("7398ac81f8a7e754");
        assertThat(hex(Hash64.of("Ünïcødé €"))).isEqualTo("6deb5a6c27890bad");
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
        for (int i = 0; i < 1 << 18; i++) {
            var pair = new String(new char[] {(char) (i & 0x1FF), (char) (i >> 9)});
            assertThat(seen.add(Hash64.of(pair))).isTrue();
            assertThat(seen.add(Hash64.of("a long text that ends so: " + pair))).isTrue();
        }
        assertThat(Hash64.of("ab\0")).isNotEqualTo(Hash64.of("ab"));
        assertThat(Hash64.combine(1, 2)).isNotEqualTo(Hash64.combine(2, 1));
    }
}
