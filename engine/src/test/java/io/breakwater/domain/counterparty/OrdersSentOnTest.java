package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyRequest.Amend;
import io.breakwater.domain.counterparty.CounterpartyRequest.Cancel;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.counterparty.CounterpartyRequest.MassCancel;
import io.breakwater.domain.counterparty.CounterpartyRequest.MassQuote;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.OrderGroup;
import io.breakwater.domain.counterparty.CounterpartyRequest.Quote;
import io.breakwater.domain.counterparty.WorkingOrder.State;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I-04 of orders that a client's account has with us and that we send on to a venue, as a prime broker does: what they
 * hold is free once the venue has said so, since it may fill them until then.
 */
class OrdersSentOnTest {

    private static final long TEN_AT_A_HUNDRED = 1_000 * Desk.USD;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open();
    }

    /** In {@code main}, where we are the venue unless the order names one. */
    private static NewOrder sentOn(NewOrder order) {
        return naming("x", order);
    }

    private static NewOrder naming(String venue, NewOrder order) {
        return new NewOrder(order.account(), order.clientOrderId(), order.instrument(), order.direction(),
                order.type(), order.timeInForce(), order.priceTicks(), order.lots(), order.reduceOnly(),
                order.postOnly(), venue, "");
    }

    private long reserved() {
        return desk.state().used().grossNotionalUsdMicros();
    }

    private void said(OrderStatus status) {
        desk.accepted(new CounterpartyFact.OrderStatusReport("a", status, desk.now()));
    }

    @Test
    void holdWhatTheyHeldUntilTheVenueHasCancelledThem() {
        desk.accepted(sentOn(desk.buy("a", 10, "perp", 100)));
        desk.accepted(new Cancel("a"));
        assertThat(desk.working("a").state()).isEqualTo(State.PENDING_CANCEL);
        assertThat(reserved()).isEqualTo(TEN_AT_A_HUNDRED);
        desk.accepted(desk.fill("main", "a", Side.BUY, 4, "perp", 100));
        assertThat(reserved()).as("a fill on its way").isEqualTo(TEN_AT_A_HUNDRED);
        said(OrderStatus.CANCELLED);
        assertThat(reserved()).as("what was filled").isEqualTo(400 * Desk.USD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", Account.SELF})
    void areFreeAtOnceWhereWeAreTheVenue(String venue) {
        desk.accepted(naming(venue, desk.buy("a", 10, "perp", 100)));
        desk.accepted(new Cancel("a"));
        assertThat(desk.working("a")).isNull();
        assertThat(reserved()).isZero();
    }

    @Test
    void areHeldBesideWhatTheyAreToBecome() {
        desk.accepted(sentOn(desk.buy("a", 10, "perp", 100)));
        desk.accepted(new Amend("a", 100, 4));
        assertThat(desk.working("a").state()).isEqualTo(State.PENDING_REPLACE);
        assertThat(reserved()).isEqualTo(TEN_AT_A_HUNDRED);
        said(OrderStatus.REPLACED);
        assertThat(reserved()).isEqualTo(400 * Desk.USD);
    }

    @Test
    void areCancelledOneByOneByTheVenue() {
        desk.accepted(sentOn(desk.buy("a", 10, "perp", 100)));
        desk.accepted(desk.buy("b", 10, "perp", 100));
        desk.accepted(new MassCancel("", 0));
        assertThat(desk.working("a").state()).isEqualTo(State.PENDING_CANCEL);
        assertThat(desk.working("b")).as("we are its venue").isNull();
    }

    @Test
    void countOneOfAPairWhileTheVenueMayFillTheOtherOne() {
        desk.accepted(new OrderGroup(GroupKind.ONE_CANCELS_OTHER, List.of(
                desk.buy("a", 10, "perp", 100), sentOn(desk.buy("b", 10, "perp", 100)))));
        desk.accepted(desk.fill("main", "a", Side.BUY, 4, "perp", 100));
        assertThat(desk.working("b")).as("the venue has not ended it").isNotNull();
        assertThat(reserved()).isEqualTo(TEN_AT_A_HUNDRED);
    }

    @Test
    void areHeldBesideTheQuoteThatReplacesThem() {
        quoted(5);
        quoted(3);
        String id = WorkingOrder.quoteId("q", desk.market.id("perp"));
        assertThat(desk.working(WorkingOrder.outgoingId(id))).isNotNull();
        assertThat(reserved()).isEqualTo(800 * Desk.USD);
    }

    private void quoted(long lots) {
        desk.accepted(new MassQuote("main", "q", List.of(new Quote(desk.market.id("perp"), 100, lots, 0, 0)), "x", ""));
    }
}
