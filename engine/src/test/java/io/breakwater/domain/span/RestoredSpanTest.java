package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A part of a limit after a restore: nothing that the lost tail may have used is used again until it is reconciled. */
class RestoredSpanTest {
    private static final int HERE = 1;
    private static final int THERE = 2;
    private static final SpanAggregate SPANS = new SpanAggregate();
    private static final Context CONTEXT = new Context(MarketView.EMPTY, 1_000_000, new Origin(HERE, 1_025));

    private Span span = Span.absent("firms/acme/GROSS_NOTIONAL");
    private long ids;

    private Outcome tell(SpanCommand command) {
        return switch (SPANS.decide(span, command, Ids.id(++ids), CONTEXT)) {
            case Decision.Taken<SpanEvent>(SpanEvent event) -> {
                span = SPANS.apply(span, event, Ids.id(ids), 1_000_000);
                yield SPANS.outcomeOf(event);
            }
            case Decision.Answered<SpanEvent>(Outcome outcome) -> outcome;
        };
    }

    private static Lending scope(long granted, long recalled, long returned, long wanted) {
        return new Lending(granted, recalled, returned, wanted);
    }

    /** 1,000 rights, 500 of them here, and 250 of these lent. */
    private void opened() {
        SpanTerms terms = SpanTerms.opened(List.of(THERE, HERE), 0, 1_000);
        tell(new SpanRequest.SetTerms(terms.following(SpanTerms.NONE, 1)));
        tell(new SpanFact.ScopeReported(scope(0, 0, 0, 250)));
        assertThat(span.lending().outstanding()).isEqualTo(250);
        assertThat(span.local()).isEqualTo(250);
    }

    private void restored() {
        opened();
        tell(new SpanFact.Restored(SpanTerms.NONE, List.of()));
    }

    private void hearsOf(long given) {
        Row row = Row.empty(THERE).creating(500);
        tell(new SpanFact.PeerRead(THERE, 9, row.towards(HERE, row.with(HERE).givingMore(given)), SpanTerms.NONE,
                List.of()));
    }

    @Test
    void allThatIsHereIsInDoubt() {
        restored();
        assertThat(span.inDoubt()).isTrue();
        assertThat(span.local()).isZero();
        assertThat(span.stranded()).isEqualTo(250);
        tell(new SpanFact.ScopeReported(scope(250, 0, 0, 400)));
        assertThat(span.lending().granted()).as("nothing is lent").isEqualTo(250);
        assertThat(tell(new SpanRequest.Reserve(HERE, 1)).rejection().code()).isEqualTo(Code.RIGHTS.name());
    }

    @Test
    void soIsWhatComesInFromElsewhere() {
        restored();
        hearsOf(100);
        assertThat(span.local()).isZero();
        assertThat(span.stranded()).isEqualTo(350);
        hearsOf(100);
        assertThat(span.stranded()).as("heard twice").isEqualTo(350);
    }

    @Test
    void itDrawsNothingToItself() {
        restored();
        long inflow = span.matrix().inflow(HERE);
        tell(new SpanFact.ScopeReported(scope(250, 0, 0, 400)));
        tell(new SpanFact.Tend(3));
        assertThat(span.own().wanted()).isLessThanOrEqualTo(inflow);
    }

    @Test
    void whatTheScopeLacksComesFirstWhenItIsReconciled() {
        restored();
        // Fills that were found out: holders use 100 more than they were granted.
        tell(new SpanFact.ScopeReported(scope(250, 0, 0, 350)));
        assertThat(tell(new SpanRequest.Reconcile("ops: statements compared")).verdict())
                .isEqualTo(Outcome.Verdict.ACCEPTED);
        assertThat(span.inDoubt()).isFalse();
        assertThat(span.stranded()).isZero();
        assertThat(span.lending().granted()).isEqualTo(350);
        assertThat(span.local()).isEqualTo(150);
        assertThat(span.published()).as("peers read of it").isEqualTo(span.own());
    }

    /** The scope's log was copied further than the limit's: what it was lent stays used. */
    @Test
    void whatWasLentInTheLostTailStaysUsed() {
        restored();
        tell(new SpanFact.ScopeReported(scope(400, 0, 0, 400)));
        assertThat(span.stranded()).isEqualTo(100);
        tell(new SpanRequest.Reconcile("ops"));
        assertThat(span.lending().outstanding()).isEqualTo(400);
        assertThat(span.local()).isEqualTo(100);
        assertThat(span.own().used()).isEqualTo(400);
    }

    @Test
    void whatComesBackMeanwhileIsFreeOnlyThen() {
        restored();
        tell(new SpanFact.ScopeReported(scope(250, 50, 50, 0)));
        assertThat(span.local()).isZero();
        assertThat(span.stranded()).isEqualTo(300);
        tell(new SpanRequest.Reconcile("ops"));
        assertThat(span.local()).isEqualTo(300);
    }

    @Test
    void onlyWhatIsInDoubtIsReconciled() {
        opened();
        assertThat(tell(new SpanRequest.Reconcile("ops")).rejection().code()).isEqualTo(Code.NOT_IN_DOUBT.name());
        assertThat(tell(new SpanRequest.Reconcile("x".repeat(257))).rejection().code())
                .isEqualTo(Code.NOT_IN_DOUBT.name());
    }
}
