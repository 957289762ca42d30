package io.breakwater.actors.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneDuty.Change;
import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Table;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Given a data center that begins to take part in a limit, what it asks for before anybody orders anything. */
class FirstPartTest {
    private static final String LIMIT = "firms/acme/GROSS_NOTIONAL";
    private static final long CAP = 1_000;
    private static final long NOW = 1_000_000;

    private long ids;

    /** One data center's part of the limit, with the duty. */
    private final class Part {
        private final int number;
        private final Context context;
        private final FirstPart duty = new FirstPart();
        private Span span = Span.absent(LIMIT);

        Part(int number) {
            this.number = number;
            this.context = new Context(MarketView.EMPTY, NOW, new Origin(number, 1));
        }

        void tell(SpanCommand command) {
            SpanAggregate spans = new SpanAggregate();
            Span before = span;
            if (spans.decide(span, command, Ids.id(++ids), context) instanceof Decision.Taken<SpanEvent>(var event)) {
                span = spans.apply(span, event, Ids.id(ids), NOW);
                duty.committed(new Change<>(0, LIMIT, before, span, new SpanEvent[] {event}, NOW));
            }
        }

        void agree(SpanTerms wanted) {
            tell(new SpanRequest.SetTerms(wanted.following(span.terms(), span.terms().version() + 1)));
        }

        List<Own<SpanCommand>> due() {
            LongMap<Entity<Span>> all = LongMap.of(Hash64.of(LIMIT), new Entity<>(LIMIT, span));
            return duty.due(new LaneState<>(1, 1, Digest.of(new byte[Digest.BYTES]), NOW, all, Table.empty()), NOW);
        }

        void tick() {
            due().forEach(own -> tell(own.command()));
            tell(new SpanFact.Tend(3));
            if (span.lendsMore()) {
                tell(new SpanFact.ScopeReported(span.lending()));
            }
        }

        void hear(Part other) {
            tell(new SpanFact.PeerRead(other.number, ++ids, other.span.published(), other.span.terms(), List.of()));
        }

        long lent() {
            return span.lending().outstanding();
        }
    }

    private final Part home = new Part(1);
    private final Part joining = new Part(2);

    private void rounds(int rounds) {
        for (int i = 0; i < rounds; i++) {
            home.tick();
            joining.hear(home);
            joining.tick();
            home.hear(joining);
        }
    }

    @Test
    void whoJoinsHasHalfOfAnEvenPartLentToItsScopeBeforeAnyOrder() {
        home.agree(SpanTerms.opened(List.of(1), 0, CAP));
        home.agree(home.span.terms().joinedBy(2));
        rounds(10);
        assertThat(joining.lent()).isEqualTo(CAP / 2 / 2);
        assertThat(joining.due()).as("it has some").isEmpty();
    }

    @Test
    void soHasWhoComesBack() {
        home.agree(SpanTerms.opened(List.of(1, 2), 0, CAP));
        joining.hear(home);
        joining.tell(new SpanFact.ScopeReported(joining.span.lending()));
        long first = joining.lent();
        home.agree(home.span.terms().leftBy(2));
        rounds(3);
        Lending asked = joining.span.lending();
        joining.tell(new SpanFact.ScopeReported(new Lending(
                asked.granted(), asked.recalled(), asked.recalled(), 0)));
        rounds(3);
        assertThat(joining.lent()).isZero();
        home.agree(home.span.terms().joinedBy(2));
        rounds(10);
        assertThat(joining.lent()).isEqualTo(first);
    }

    @Test
    void ofANewLimitNothingIsAskedThatTheTermsGive() {
        home.agree(SpanTerms.opened(List.of(1, 2), 0, CAP));
        joining.hear(home);
        assertThat(joining.due()).isEmpty();
        assertThat(home.due()).isEmpty();
    }

    @Test
    void whereNobodyHasAnyItIsNotAskedForForever() {
        home.agree(SpanTerms.opened(List.of(1), 0, CAP));
        home.tell(new SpanRequest.Reserve(1, CAP));
        home.agree(home.span.terms().joinedBy(2));
        rounds(1);
        assertThat(joining.due()).isNotEmpty();
        rounds(60);
        assertThat(joining.due()).isEmpty();
        assertThat(joining.lent()).isZero();
    }

    /** A window lets it come a little at a time, for longer than it is asked for where none comes. */
    @Test
    void whatComesBitByBitIsAskedForUntilItIsThere() {
        home.agree(SpanTerms.opened(List.of(1), CAP / 100, CAP));
        home.agree(home.span.terms().joinedBy(2));
        roundsWithAContentScope(55);
        assertThat(joining.lent()).as("not yet all of it").isBetween(1L, CAP / 4 - 1);
        roundsWithAContentScope(100);
        assertThat(joining.lent()).isEqualTo(CAP / 4);
    }

    private void roundsWithAContentScope(int rounds) {
        for (int i = 0; i < rounds; i++) {
            rounds(1);
            Lending heard = joining.span.lending();
            joining.tell(new SpanFact.ScopeReported(
                    new Lending(heard.granted(), heard.recalled(), heard.recalled(), heard.kept())));
        }
    }
}
