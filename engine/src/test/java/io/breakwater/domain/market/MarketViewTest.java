package io.breakwater.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketViewTest {
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    @Test
    void anAssetKeepsThePriceOfTheSpotThatWasListedFirst() {
        MarketView view = seen(seen(MarketView.EMPTY, 1, LifeCycle.OPEN), 2, LifeCycle.OPEN);
        assertThat(view.pricing("BTC").id()).isEqualTo(1);
    }

    @Test
    void anotherSpotTakesOverWhenTheFirstHasEnded() {
        MarketView ended = seen(seen(MarketView.EMPTY, 1, LifeCycle.OPEN), 1, LifeCycle.DELISTED);
        assertThat(seen(ended, 2, LifeCycle.OPEN).pricing("BTC").id()).isEqualTo(2);
    }

    private static MarketView seen(MarketView view, long id, LifeCycle cycle) {
        Terms terms = new Terms(1, 0, new Payoff.Spot(), "BTC", BTC, USD, USD, 1, 0, 2, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return view.apply(new TapeEvent.InstrumentObserved(new Quoted(
                id, "spot-" + id, "self", "spot-" + id, terms, cycle, Mark.NONE, TradingState.ACTIVE)));
    }
}
