package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kernel.LongMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StateHashTest {
    @Test
    void staysAsItWas() {
        LongMap<Sample> lane = LongMap.empty();
        for (int i = 0; i < Samples.fixed().size(); i++) {
            lane = lane.put(i * 1_000L - 2_000, Samples.fixed().get(i));
        }
        assertThat(StateHash.of(lane, Samples.CODEC))
                .hasToString("77091afe581f9140dd6bf0aff566e92ef729a9cd7d11aef3403bbd954d377740");
    }

    @Test
    void dependsOnContentAlone() {
        var random = new SplittableRandom(1);
        LongMap<Sample> forward = LongMap.empty();
        LongMap<Sample> backward = LongMap.empty();
        for (int i = 0; i < 2_000; i++) {
            forward = forward.put(i, Samples.wide(i));
            backward = backward.put(1_999 - i, Samples.wide(1_999 - i)).put(-1 - random.nextInt(5), Samples.wide(0));
        }
        for (int i = 1; i <= 5; i++) {
            backward = backward.remove(-i);
        }
        Digest hash = StateHash.of(forward, Samples.CODEC);
        assertThat(StateHash.of(backward, Samples.CODEC)).isEqualTo(hash);
        assertThat(StateHash.of(forward.put(7, Samples.wide(8)), Samples.CODEC)).isNotEqualTo(hash);
        assertThat(StateHash.of(forward.remove(7), Samples.CODEC)).isNotEqualTo(hash);
    }
}
