package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RestsOnViewTest {
    private final CounterpartyAggregate counterparties = new CounterpartyAggregate();

    @Test
    void whatMayAddRiskRestsOnTheViewAlsoAnAmendThatLeavesSomethingOut() {
        assertThat(List.of(
                new CounterpartyRequest.Amend("o-1", 7_000, 2),
                new CounterpartyRequest.Replace("o-1", "", 0, "", "2"),
                new CounterpartyRequest.Replace("o-1", "o-2", 0, "7000", "")))
                .allSatisfy(request -> assertThat(counterparties.restsOnView(request)).isTrue());
    }

    @Test
    void whatTakesRiskAwayDoesNot() {
        assertThat(List.of(new CounterpartyRequest.Cancel("o-1"), new CounterpartyRequest.MassCancel("", 0)))
                .allSatisfy(request -> assertThat(counterparties.restsOnView(request)).isFalse());
    }
}
