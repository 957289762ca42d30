package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a lease a WINDOWED limit stands still, and an AUTONOMOUS one goes on; what ends a hold always passes. */
class LapsedSpanTest {
    private static final int HERE = 1;
    private static final int THERE = 2;

    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void aWindowedLimitStandsStill(long window) {
        SpanAt here = new SpanAt(HERE);
        here.agree(SpanTerms.opened(List.of(HERE, THERE), window, 1_000));
        long hold = here.tell(new SpanRequest.Reserve(HERE, 10)).reference();
        here.tell(new SpanFact.LeaseTold(false));
        assertThat(here.tell(new SpanFact.LeaseTold(false)).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);

        Outcome lapsed = here.tell(new SpanRequest.Reserve(HERE, 10));
        assertThat(lapsed.isAccepted()).isEqualTo(window == 0);
        assertThat(window == 0 || lapsed.rejection().code().equals(Code.WINDOW.name())).isTrue();
        assertThat(here.span().lendsMore()).isEqualTo(window == 0);
        assertThat(here.tell(new SpanRequest.Release(HERE, hold)).isAccepted()).isTrue();

        here.tell(new SpanFact.LeaseTold(true));
        assertThat(here.tell(new SpanRequest.Reserve(HERE, 10)).isAccepted()).isTrue();
    }
}
