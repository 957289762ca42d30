package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.board.PublishedView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The machine's clock is set to and fro while a node runs. */
class NodeClockTest {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final long START = 1_700_000_000 * SECOND;

    private long wall = START;
    private long nanos = Long.MAX_VALUE - 10;
    private final NodeClock clock = new NodeClock(() -> wall, () -> nanos);

    private void passes(long micros) {
        wall += micros;
        nanos += micros * 1_000;
    }

    @Test
    void itGoesAsTheMachinesDoes() {
        passes(30 * DAY);
        assertThat(clock.micros()).isEqualTo(wall);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1_700_000_000 + 30 * 86_400));
        wall += 5 * SECOND;
        assertThat(clock.micros()).as("as it is set by a few seconds").isEqualTo(wall);
        passes(2 * SECOND);
        wall -= 5 * SECOND;
        assertThat(clock.micros()).isEqualTo(wall);
        assertThat(clock.isSteady()).isTrue();
        assertThat(clock.problem()).isEmpty();
    }

    @Test
    void itMayBeSlewedAsFarAsItTakes() {
        for (int i = 0; i < 10_000; i++) {
            passes(2 * SECOND);
            wall += SECOND / 100;
            assertThat(clock.micros()).isEqualTo(wall);
        }
        assertThat(clock.isSteady()).isTrue();
    }

    @Test
    void oneThatIsSetAheadIsNotFollowedAndSetBackAllIsWell() {
        wall += DAY;
        assertThat(clock.micros()).isEqualTo(START);
        passes(7 * SECOND);
        assertThat(clock.micros()).as("time goes on").isEqualTo(START + 7 * SECOND);
        assertThat(clock.isSteady()).isFalse();
        assertThat(clock.problem()).contains("was set by 86400 s");
        wall -= DAY;
        assertThat(clock.micros()).isEqualTo(wall);
        assertThat(clock.isSteady()).isTrue();
        assertThat(clock.problem()).isEmpty();
    }

    @Test
    void noRiskIsTakenWhileItIsInDoubt() {
        PublishedView view = new PublishedView("tape-00", Duration.ZERO, clock::isSteady);
        assertThat(view.isCurrent()).isTrue();
        wall -= DAY;
        assertThat(clock.micros()).as("nor does time stand still").isEqualTo(START);
        assertThat(view.isCurrent()).isFalse();
        assertThat(clock.problem()).contains("was set by -86400 s");
        wall += DAY;
        assertThat(clock.micros()).isEqualTo(wall);
        assertThat(view.isCurrent()).isTrue();
    }

    @Test
    void whoStandsStillBetweenTwoReadingsReadsAgain() {
        long[] left = {0};
        NodeClock frozen = new NodeClock(() -> {
            long read = wall;
            if (left[0]-- > 0) {
                passes(600 * SECOND);
            }
            return read;
        }, () -> nanos);
        left[0] = 1;
        assertThat(frozen.micros()).isEqualTo(wall);
        assertThat(frozen.isSteady()).isTrue();
    }
}
