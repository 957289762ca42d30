package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit that the engine has failed on uses nothing more here, and whoever looks at it is told so. */
class FailedSpanTest {
    private static final int HERE = 1;
    private static final int THERE = 2;
    private static final SpanAggregate SPANS = new SpanAggregate();
    private static final Context CONTEXT = new Context(MarketView.EMPTY, 1_000_000, new Origin(HERE, 1));

    private Span span = Span.absent("firms/acme/GROSS_NOTIONAL");
    private long ids;

    private void book(SpanEvent event) {
        span = SPANS.apply(span, event, Ids.id(++ids), 1_000_000);
    }

    private Outcome tell(SpanCommand command) {
        return switch (SPANS.decide(span, command, Ids.id(ids + 1), CONTEXT)) {
            case Decision.Taken<SpanEvent>(SpanEvent event) -> {
                book(event);
                yield SPANS.outcomeOf(event);
            }
            case Decision.Answered<SpanEvent>(Outcome outcome) -> outcome;
        };
    }

    @Test
    void itUsesAndLendsNothingMoreIsShownRestrictedAndStillEndsWhatIsOpen() {
        SpanTerms terms = SpanTerms.opened(List.of(HERE, THERE), 0, 1_000);
        tell(new SpanRequest.SetTerms(terms.following(SpanTerms.NONE, 1)));
        long hold = tell(new SpanRequest.Reserve(HERE, 10)).reference();
        assertThat(span.isRestricted()).isFalse();
        assertThat(span.lendsMore()).isTrue();

        book(SPANS.failed(new SpanFact.Tend(3), "a fault of the engine"));

        assertThat(span.isRestricted()).isTrue();
        assertThat(span.lendsMore()).isFalse();
        assertThat(tell(new SpanRequest.Reserve(HERE, 10)).rejection().code()).isEqualTo(Code.RESTRICTED.name());
        assertThat(tell(new SpanRequest.Release(HERE, hold)).verdict()).isEqualTo(Outcome.Verdict.ACCEPTED);
        assertThat(span.own().used()).isZero();
    }
}
