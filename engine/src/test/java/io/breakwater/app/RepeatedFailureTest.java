package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.journal.StoreUnreachable;
import org.junit.jupiter.api.Test;

/** Of lanes that fail again and again the log has one trace of calls, and a line with the reason each time. */
class RepeatedFailureTest {
    private final RepeatedFailure failures = new RepeatedFailure();

    private static Throwable lane(Throwable cause) {
        return new IllegalStateException("counterparty-00: the log has stopped", cause);
    }

    private static StoreUnreachable unreachable() {
        return new StoreUnreachable("Cassandra", new IllegalArgumentException("no node was available"));
    }

    @Test
    void whatFailsForTheSameReasonAgainIsNoNews() {
        Throwable first = lane(unreachable());
        assertThat(failures.news(first)).contains(first);
        assertThat(failures.news(lane(unreachable()))).isEmpty();
        assertThat(failures.news(lane(new IllegalStateException("overflow")))).isPresent();
        assertThat(failures.news(lane(unreachable()))).isPresent();
        failures.ended();
        assertThat(failures.news(lane(unreachable()))).isPresent();
    }

    @Test
    void theReasonIsWhatTheJournalSaysAndElseTheFirstCause() {
        assertThat(RepeatedFailure.reason(lane(unreachable()))).isEqualTo(unreachable().getMessage());
        assertThat(RepeatedFailure.reason(lane(new ArithmeticException("overflow"))))
                .isEqualTo("java.lang.ArithmeticException: overflow");
    }
}
