package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest(name = "after {0} s the first half is {1} s, after {2} s the second {3} s")
    @CsvSource({"8,10,25,10", "21,10,34,10", "25,6,40,4", "40,2,50,2", "90,2,200,2"})
    void playsShorterWhereTheMachineIsSlow(long before, long first, long between, long second) {
        Budget budget = Budget.ofAMinute(5 * SECOND);
        assertThat(budget.firstHalfNanos((5 + before) * SECOND)).isEqualTo(first * SECOND);
        assertThat(budget.secondHalfNanos((5 + between) * SECOND)).isEqualTo(second * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"0", "50", "1000"})
    void playsAsLongAsItIsTold(long elapsed) {
        Budget budget = Budget.fixed(0, 60);
        assertThat(budget.firstHalfNanos(elapsed * SECOND)).isEqualTo(30 * SECOND);
        assertThat(budget.secondHalfNanos(elapsed * SECOND)).isEqualTo(30 * SECOND);
    }
}
