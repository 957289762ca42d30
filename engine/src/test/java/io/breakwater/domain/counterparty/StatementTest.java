package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.breakwater.domain.counterparty.CounterpartyEvent.VenueStatementCompared;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatusReport;
import io.breakwater.domain.counterparty.CounterpartyFact.StatedOrder;
import io.breakwater.domain.counterparty.CounterpartyFact.StatedPosition;
import io.breakwater.domain.counterparty.CounterpartyFact.VenueStatement;
import io.breakwater.domain.counterparty.VenueBreak.Kind;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What venues state, held against what we have. */
class StatementTest {
    private static final long SECOND = 1_000_000;

    private final Desk desk = Desk.open();
    private final long perp = desk.market.id("perp");

    private VenueStatement statement(List<StatedPosition> positions, StatedOrder... orders) {
        desk.passes(SECOND);
        return new VenueStatement("away", positions, List.of(orders), desk.now());
    }

    private List<StatedPosition> lots(long lots) {
        return List.of(new StatedPosition(perp, lots));
    }

    private List<VenueBreak> breaks() {
        return desk.state().money().reconciled().breaks().values();
    }

    @Test
    void aPositionThatDiffersIsOpenSinceTheFirstStatementAndUntilOneAgrees() {
        desk.position("away", 5, "perp", 100);
        desk.accepted(statement(lots(5)));
        assertThat(breaks()).isEmpty();
        VenueStatement first = statement(lots(7));
        desk.accepted(first);
        desk.accepted(statement(lots(8)));
        assertThat(breaks()).containsExactly(new VenueBreak("away", Kind.POSITION, perp, "", 8, 5,
                first.observedAtMicros()));
        assertThat(desk.holding("away", "perp").position().lots()).as("nothing else changes").isEqualTo(5);
        desk.accepted(statement(lots(5)));
        assertThat(breaks()).isEmpty();
        desk.accepted(statement(List.of()));
        assertThat(breaks()).as("what is not listed is nothing").extracting(VenueBreak::venueLots).containsExactly(0L);
    }

    @Test
    void ordersAreComparedByWhatIsLeft() {
        desk.accepted(desk.order("away", "o-1", Side.BUY, 5, "perp", 100));
        desk.accepted(statement(List.of()));
        assertThat(breaks()).as("it may not have left us").isEmpty();
        desk.accepted(new OrderStatusReport("o-1", OrderStatus.WORKING, desk.now()));
        desk.accepted(statement(List.of()));
        assertThat(breaks()).extracting(VenueBreak::kind).containsExactly(Kind.ORDER_MISSING);
        desk.accepted(statement(List.of(), new StatedOrder("o-1", perp, 3), new StatedOrder("o-9", perp, 2)));
        assertThat(breaks()).extracting(VenueBreak::kind, VenueBreak::venueLots, VenueBreak::ourLots)
                .containsExactly(tuple(Kind.ORDER_LEAVES, 3L, 5L),
                        tuple(Kind.ORDER_UNKNOWN, 2L, 0L));
        desk.accepted(statement(List.of(), new StatedOrder("o-1", perp, 5)));
        assertThat(breaks()).isEmpty();
    }

    @Test
    void whatIsNotLaterThanTheLastIsKnown() {
        VenueStatement first = statement(lots(7));
        desk.accepted(statement(lots(1)));
        assertThat(desk.tell(first).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(breaks()).extracting(VenueBreak::venueLots).containsExactly(1L);
    }

    @Test
    void anAccountThatIsNotKnownWaitsForAPerson() {
        assertThat(desk.tell(new VenueStatement("other", List.of(), List.of(), desk.now())).verdict())
                .isEqualTo(Verdict.SUSPENSE);
    }

    @Test
    void breaksAreKeptWithinABoundAndCountedBeyondIt() {
        StatedOrder[] many = IntStream.range(0, Reconciliation.MAX_BREAKS + 5)
                .mapToObj(i -> new StatedOrder("v-" + i, perp, 1)).toArray(StatedOrder[]::new);
        var compared = (VenueStatementCompared) desk.event(statement(List.of(), many));
        assertThat(compared.found()).isEqualTo(Reconciliation.MAX_BREAKS + 5);
        assertThat(breaks()).hasSize(Reconciliation.MAX_BREAKS);
        assertThat(((VenueStatementCompared) desk.event(statement(List.of()))).found()).isZero();
        assertThat(breaks()).isEmpty();
    }
}
