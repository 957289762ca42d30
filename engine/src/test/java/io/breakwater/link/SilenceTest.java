package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration MOST = Duration.ofNanos(100);

    private final AtomicLong nanos = new AtomicLong();
    private final Silence silence = new Silence(2, nanos::get);

    private void heard(long atNanos) {
        nanos.set(atNanos);
        silence.heard();
    }

    private void done(long atNanos) {
        nanos.set(atNanos);
        silence.done();
    }

    private boolean isTooLong(long atNanos) {
        nanos.set(atNanos);
        return silence.isLongerThan(MOST);
    }

    private void askedInVain() {
        for (int i = 0; i < 3; i++) {
            silence.asked();
        }
    }

    @Test
    void isCountedFromTheLastWord() {
        heard(50);
        done(60);
        askedInVain();
        assertThat(isTooLong(150)).isFalse();
        assertThat(isTooLong(151)).isTrue();
    }

    @Test
    void isNotCountedWhereNothingMoreCanCome() {
        heard(10);
        heard(20);
        askedInVain();
        assertThat(isTooLong(1_000)).isFalse();
        done(1_000);
        askedInVain();
        assertThat(isTooLong(1_100)).isFalse();
        assertThat(isTooLong(1_101)).isTrue();
    }

    @Test
    void oneThatStoodStillAsksFirst() {
        silence.asked();
        silence.asked();
        assertThat(isTooLong(10_000)).isFalse();
        silence.asked();
        assertThat(isTooLong(10_000)).isTrue();
    }
}
