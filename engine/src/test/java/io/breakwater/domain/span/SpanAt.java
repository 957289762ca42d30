package io.breakwater.domain.span;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import java.util.List;

/** One data center's part of a limit, told one thing after the other. */
final class SpanAt {
    private static final SpanAggregate SPANS = new SpanAggregate();
    private static final long NOW_MICROS = 1_000_000;

    private final Context context;
    private Span span = Span.absent("firms/acme/GROSS_NOTIONAL");
    private long ids;

    SpanAt(int dataCenter) {
        this.context = new Context(MarketView.EMPTY, NOW_MICROS, new Origin(dataCenter, 1_025));
    }

    Span span() {
        return span;
    }

    Outcome tell(SpanCommand command) {
        return switch (SPANS.decide(span, command, Ids.id(++ids), context)) {
            case Decision.Taken<SpanEvent>(SpanEvent event) -> {
                span = SPANS.apply(span, event, Ids.id(ids), NOW_MICROS);
                yield SPANS.outcomeOf(event);
            }
            case Decision.Answered<SpanEvent>(Outcome outcome) -> outcome;
        };
    }

    /** The terms that follow the ones in force. */
    void agree(SpanTerms wanted) {
        tell(new SpanRequest.SetTerms(wanted.following(span.terms(), span.terms().version() + 1)));
    }

    void hear(Row row) {
        tell(new SpanFact.PeerRead(row.owner(), ++ids, row, SpanTerms.NONE, List.of()));
    }

    void tend() {
        tell(new SpanFact.Tend(3));
    }
}
