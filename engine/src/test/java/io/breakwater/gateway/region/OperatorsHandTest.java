package io.breakwater.gateway.region;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.Hearing;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms that an operator writes at home while the link to the other site is cut or not. */
class OperatorsHandTest {
    private static final int HERE = 1;
    private static final int OTHER = 2;
    private static final long TARGET = 1_000;
    private static final long WINDOW = 100;

    private LinkState link = LinkState.CUT;

    private final OperatorsHand hand = new OperatorsHand(new DataCenters(HERE, Map.of("a", HERE, "b", OTHER),
            new Hearing(() -> List.of(new LinkStatus("b", Direction.FROM_PEER, link, "", "", 1, 1, List.of(),
                    new Carried(0, 0, 0))), () -> 1), Optional::empty));

    /** A limit whose home is here. */
    private static Span limit(long window) {
        SpanAggregate spans = new SpanAggregate();
        Span absent = spans.absent("firms/acme/GROSS_NOTIONAL");
        SpanRequest terms = new SpanRequest.SetTerms(SpanTerms.opened(List.of(HERE, OTHER), window, TARGET)
                .following(SpanTerms.NONE, 1));
        RequestId id = new RequestId(1_000L << 16 | 7L << 12, 1L << 63, 0);
        Context context = new Context(MarketView.EMPTY, 1_000_000, new Origin(HERE, 1));
        SpanEvent event = ((Decision.Taken<SpanEvent>) spans.decide(absent, terms, id, context)).event();
        return spans.apply(absent, event, id, 1_000_000);
    }

    private String answer(Span span, SpanTerms wanted) {
        try {
            return "version " + hand.agree(span, new TermsRecord.Change(HERE, wanted)).toCompletableFuture().join()
                    .version();
        } catch (CompletionException refused) {
            return ((RequestFault) refused.getCause()).reason();
        }
    }

    /** Who would fence this one goes by the window that it knows: what is used beyond it would be used twice. */
    @ParameterizedTest
    @CsvSource({
        "CUT, 101, NOT_SETTLED",
        "CUT, 0, NOT_SETTLED",
        "CUT, 100, version 129",
        "CUT, 99, version 129",
        "CONNECTED, 101, version 129",
        "CONNECTED, 0, version 129",
    })
    void aWindowIsMadeWiderWhereTheOtherHearsOfIt(LinkState state, long window, String answer) {
        link = state;
        Span span = limit(WINDOW);
        assertThat(answer(span, span.terms().retargeted(TARGET, window, 0))).isEqualTo(answer);
    }

    @Test
    void whoIsFencedNeedsNotHearOfIt() {
        Span span = limit(WINDOW);
        SpanTerms fenced = span.terms().fencing(OTHER);
        assertThat(answer(span, fenced.retargeted(TARGET, 0, 0))).isEqualTo("version 129");
    }

    @Test
    void ofALimitWithoutAWindowNoneIsWider() {
        Span span = limit(0);
        assertThat(answer(span, span.terms().retargeted(TARGET, WINDOW, 0))).isEqualTo("version 129");
        assertThat(answer(span, span.terms().retargeted(2 * TARGET, 0, 0))).isEqualTo("version 129");
    }
}
