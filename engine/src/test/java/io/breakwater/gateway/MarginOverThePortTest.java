package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.Account;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.MarginFigures;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Side;
import io.breakwater.v1.SimulateMarginRequest;
import io.breakwater.v1.SimulateMarginResponse;
import io.breakwater.v1.SimulatedOrder;
import io.breakwater.v1.SimulatedPosition;
import io.breakwater.v1.VolatilityMove;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What margin would be, asked over the port. */
class MarginOverThePortTest {

    private static final String ACCOUNT = "counterparties/port/accounts/main";

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened();
        CreateCounterpartyRequest.Builder onboarding = Venue.onboarding("port");
        Account.Builder account = onboarding.getCounterpartyBuilder().getAccountsBuilder(0);
        account.setMarginMode(MarginMode.MARGIN_MODE_PORTFOLIO);
        venue.counterparties().createCounterparty(onboarding.build());
        venue.counterparties().deposit(DepositRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount(ACCOUNT).setAsset("assets/usd").setAmount("1000000").build());
    }

    private static SimulateMarginResponse simulate(SimulateMarginRequest.Builder request) {
        return venue.counterparties().simulateMargin(request.setAccount(ACCOUNT).build());
    }

    private static SimulatedPosition position(String instrument, String quantity) {
        return SimulatedPosition.newBuilder().setInstrument(instrument).setQuantity(quantity).build();
    }

    private static SimulatedOrder order(Side side, String price, String quantity) {
        return SimulatedOrder.newBuilder().setInstrument(Venue.PERPETUAL).setSide(side).setPrice(price)
                .setQuantity(quantity).build();
    }

    /** One bitcoin at 60,000: 16 % and a roll of 1 %; four fifths of that to maintain. */
    @Test
    void aPositionIsChargedItsWorstCellAndItsRoll() {
        SimulateMarginResponse answer = simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position(Venue.PERPETUAL, "1")));
        assertThat(answer.getBefore().getInitialMarginUsd()).isEqualTo("0");
        MarginFigures after = answer.getAfter();
        assertThat(after.getInitialMarginUsd()).isEqualTo("10200");
        assertThat(after.getMaintenanceMarginUsd()).isEqualTo("8160");
        assertThat(after.getMatrixUsd()).isEqualTo("9600");
        assertThat(after.getRollUsd()).isEqualTo("600");
        assertThat(after.getAvailableUsd()).isEqualTo("1000000");
        assertThat(after.getWorst(0).getPriceMove()).isEqualTo("-0.16");
        assertThat(after.getWorst(0).getVolatility()).isEqualTo(VolatilityMove.VOLATILITY_MOVE_DOWN);
    }

    /** A sell of one at the mark closes the position or does not fill: the worst subset is that it does not. */
    @Test
    void aWorkingOrderNeverHelps() {
        SimulateMarginResponse answer = simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position(Venue.PERPETUAL, "1"))
                .addOrders(order(Side.SIDE_SELL, "60000", "1")).addOrders(order(Side.SIDE_BUY, "60000", "2")));
        assertThat(answer.getAfter().getInitialMarginUsd()).isEqualTo("30600");
        assertThat(answer.getAfter().getOpenOrdersUsd()).isEqualTo("20400");
        assertThat(answer.getAfter().getMaintenanceMarginUsd()).isEqualTo("8160");
    }

    @Test
    void whatCannotBeReadIsAFaultOfItsField() {
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position("instruments/nothing", "1"))))).asString()
                .contains("UNKNOWN_INSTRUMENT positions.instrument");
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position(Venue.PERPETUAL, "0"))))).asString().contains("FIELD_INVALID");
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position(Venue.PERPETUAL, "1e9"))))).asString().contains("DECIMAL_MALFORMED");
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addPositions(position(Venue.PERPETUAL, "9000000000000000"))))).asString().contains("DECIMAL_OVERFLOW");
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addOrders(order(Side.SIDE_UNSPECIFIED, "60000", "1"))))).asString().contains("ENUM_UNKNOWN");
        assertThat(Faults.of(() -> simulate(SimulateMarginRequest.newBuilder()
                .addOrders(order(Side.SIDE_BUY, "60000.1", "1"))))).asString().contains("orders.price");
        assertThat(Faults.of(() -> venue.counterparties().simulateMargin(SimulateMarginRequest.newBuilder()
                .setAccount("counterparties/port/accounts/none").build()))).asString().contains("UNKNOWN_ACCOUNT");
    }
}
