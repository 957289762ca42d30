package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration MOST = Duration.ofNanos(100);

    private final Silence silence = new Silence(2, 0);

    private void askedInVain() {
        for (int i = 0; i < 3; i++) {
            silence.asked();
        }
    }

    @Test
    void isCountedFromTheLastWord() {
        silence.heard(50);
        silence.done(60);
        askedInVain();
        assertThat(silence.isLongerThan(MOST, 150)).isFalse();
        assertThat(silence.isLongerThan(MOST, 151)).isTrue();
    }

    @Test
    void isNotCountedWhereNothingMoreCanCome() {
        silence.heard(10);
        silence.heard(20);
        askedInVain();
        assertThat(silence.isLongerThan(MOST, 1_000)).isFalse();
        silence.done(1_000);
        askedInVain();
        assertThat(silence.isLongerThan(MOST, 1_100)).isFalse();
        assertThat(silence.isLongerThan(MOST, 1_101)).isTrue();
    }

    @Test
    void oneThatStoodStillAsksFirst() {
        silence.asked();
        silence.asked();
        assertThat(silence.isLongerThan(MOST, 10_000)).isFalse();
        silence.asked();
        assertThat(silence.isLongerThan(MOST, 10_000)).isTrue();
    }
}
