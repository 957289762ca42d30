package io.breakwater.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.SeenView;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.Side;
import org.junit.jupiter.api.Test;

/** A node that has just come up, or was cut off, does not judge names by a view that is behind. */
class ViewBehindTest {
    private static final DecideRequest ORDER = request(DecisionItem.newBuilder().setNewOrder(NewOrder.newBuilder()
            .setClientOrderId("o-1").setInstrument("instruments/btc-usd-perp").setSide(Side.SIDE_BUY)
            .setPrice("60000").setQuantity("1")));
    private static final DecideRequest CANCEL =
            request(DecisionItem.newBuilder().setCancel(Cancel.newBuilder().setClientOrderId("o-1")));

    private final LaneGroups<CounterpartyCommand> asked = new LaneGroups<>(null);

    private static DecideRequest request(DecisionItem.Builder item) {
        return DecideRequest.newBuilder().setCounterparty("counterparties/alpha").setAccountId("main").addItems(item)
                .build();
    }

    private DecisionPack read(DecideRequest request, boolean current) {
        DecisionPack pack = new DecisionPack(request);
        pack.read(request, asked, new DecisionPack.Reading(
                new NameCache(Names.COUNTERPARTIES, "counterparty"),
                new ActionReader(new NameCache(Names.INSTRUMENTS, "instrument")),
                new SeenView(MarketView.EMPTY, current)));
        return pack;
    }

    @Test
    void whatIsNotListedInACurrentViewIsForTheRulesToRefuse() {
        read(ORDER, true);
        assertThat(asked.isEmpty()).isFalse();
    }

    @Test
    void whatIsNotListedInAViewThatIsBehindIsNotDecided() {
        String answer = read(ORDER, false).answer(null).getOutcomes(0).toString();
        assertThat(asked.isEmpty()).isTrue();
        assertThat(answer).contains("VERDICT_UNKNOWN").contains("LANE_UNAVAILABLE");
    }

    @Test
    void aCancelNeedsNoView() {
        read(CANCEL, false);
        assertThat(asked.isEmpty()).isFalse();
    }
}
