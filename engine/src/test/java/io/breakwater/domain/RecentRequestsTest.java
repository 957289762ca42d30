package io.breakwater.domain;

import static io.breakwater.domain.Ids.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {
    private static final int CAPACITY = 8;
    private static final long NOW = 1_600_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    private record Ask(String what) {}

    private record No(String code, String scope, long limit, long current, long requested, Unit unit, String subject)
            implements Rejection {}

    @Test
    void givesAnAcceptanceAgain() {
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY).with(id(5), new Ask("a"), Outcome.accepted(42), NOW);
        assertThat(memory.find(id(5)).outcome()).isEqualTo(Outcome.accepted(42));
        assertThat(memory.find(id(6))).isNull();
    }

    @Test
    void givesARefusalAgainWithItsNumbers() {
        Rejection no = new No("COLLAR", "instruments/x", 10, 7, 12, Unit.TICKS, "x");
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY).with(id(5), new Ask("a"), Outcome.refused(no), NOW);
        Rejection again = memory.find(id(5)).outcome().rejection();
        assertThat(again).usingRecursiveComparison().ignoringActualNullFields().isEqualTo(no);
        assertThat(again.code()).isEqualTo("COLLAR");
    }

    @Test
    void tellsAnotherBodyApart() {
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY).with(id(5), new Ask("a"), Outcome.accepted(), NOW);
        assertThat(memory.find(id(5)).isFor(new Ask("a"))).isTrue();
        assertThat(memory.find(id(5)).isFor(new Ask("b"))).isFalse();
    }

    @Test
    void anIdIsKnownOrTooOldOnceItWasDecided() {
        var random = new SplittableRandom(7);
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY);
        Map<Long, Outcome> decided = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            long millis = step * 10L + random.nextInt(200);
            if (memory.find(id(millis)) == null && !memory.isTooOld(id(millis))) {
                decided.put(millis, Outcome.accepted(step));
                memory = memory.with(id(millis), new Ask("a"), Outcome.accepted(step), NOW);
            }
            assertThat(memory.current().size()).isLessThanOrEqualTo(CAPACITY);
            assertThat(memory.previous().size()).isLessThanOrEqualTo(CAPACITY);
            long asked = (step - random.nextInt(40)) * 10L;
            RecentRequests.Told told = memory.find(id(Math.max(0, asked)));
            if (decided.containsKey(asked)) {
                assertThat(told != null || memory.isTooOld(id(asked))).isTrue();
            }
            if (told != null) {
                assertThat(told.outcome()).isEqualTo(decided.get(Math.max(0, asked)));
            }
        }
    }

    /** Whatever clocks callers have: by a right one no id is too old because others' are ahead. */
    @Test
    void idsThatAreAheadMakeNoOthersTooOld() {
        var random = new SplittableRandom(8);
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY);
        Map<Long, Outcome> decided = new HashMap<>();
        int without = 0;
        for (int step = 0; step < 20_000; step++) {
            long now = 1_000_000 + step;
            long millis = random.nextInt(3) == 0 ? now - random.nextInt(3) : now + random.nextInt(300);
            if (memory.find(id(millis)) == null && !memory.isTooOld(id(millis))) {
                if (memory.hasRoomFor(id(millis), now * 1_000)) {
                    decided.put(millis, Outcome.accepted(step));
                    memory = memory.with(id(millis), new Ask("a"), Outcome.accepted(step), now * 1_000);
                } else {
                    assertThat(millis).isGreaterThan(now);
                    without++;
                }
            }
            assertThat(memory.floorMillis()).isLessThanOrEqualTo(now);
            assertThat(memory.current().size()).isLessThanOrEqualTo(2 * CAPACITY);
            assertThat(memory.previous().size()).isLessThanOrEqualTo(2 * CAPACITY);
            long asked = now + random.nextInt(400) - 100;
            RecentRequests.Told told = memory.find(id(asked));
            if (decided.containsKey(asked)) {
                assertThat(told != null || memory.isTooOld(id(asked))).as("step %d", step).isTrue();
            }
            if (told != null) {
                assertThat(told.outcome()).isEqualTo(decided.get(asked));
            }
        }
        assertThat(without).as("some found no room").isPositive();
    }

    @Test
    void theLatestAreAlwaysKnown() {
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY);
        for (int i = 1; i <= 100; i++) {
            memory = memory.with(id(i), new Ask("a"), Outcome.accepted(i), NOW);
            for (int back = 0; back < Math.min(i, CAPACITY); back++) {
                assertThat(memory.find(id(i - back)).outcome().reference()).isEqualTo(i - back);
            }
        }
        assertThat(memory.isTooOld(id(80))).isTrue();
        assertThat(memory.isTooOld(id(101))).isFalse();
    }

    @Test
    void refusalsAreEnoughAfterSixteenInASecond() {
        Rejection no = new No("COLLAR", "instruments/x", 10, 7, 12, Unit.TICKS, "x");
        RecentRequests memory = RecentRequests.ofCapacity(CAPACITY);
        for (int i = 1; i <= RecentRequests.REFUSALS_A_SECOND; i++) {
            assertThat(memory.hasRefusedEnough(NOW)).as("after %d", i - 1).isFalse();
            memory = memory.with(id(2 * i), new Ask("a"), Outcome.accepted(), NOW)
                    .with(id(2 * i + 1), new Ask("a"), Outcome.refused(no), NOW + i);
        }
        assertThat(memory.hasRefusedEnough(NOW + SECOND - 1)).isTrue();
        assertThat(memory.hasRefusedEnough(NOW + SECOND)).isFalse();
        assertThat(memory.with(id(99), new Ask("a"), Outcome.refused(no), NOW + SECOND).hasRefusedEnough(NOW + SECOND))
                .isFalse();
    }
}
