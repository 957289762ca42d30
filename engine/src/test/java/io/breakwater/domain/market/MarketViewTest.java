package io.breakwater.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.instrument.VenueState;
import io.breakwater.domain.instrument.VenueWord;
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

    @Test
    void aVenuesWordMovesTheVersionOfControlsLikeAHaltOfOurs() {
        MarketView view = seen(MarketView.EMPTY, 1, LifeCycle.OPEN);
        MarketView halted = said(view, VenueState.HALTED);
        assertThat(halted.controls().version()).as("what was decided before it is withheld").isEqualTo(1);
        assertThat(halted.venueTakesOrders(halted.instrument(1))).isFalse();
        assertThat(halted.stateOf(halted.instrument(1))).isEqualTo(TradingState.ACTIVE);
        assertThat(said(halted, VenueState.LOCKED).controls().version()).as("as strict as before").isEqualTo(1);
        assertThat(said(halted, VenueState.OPEN).controls().version()).isEqualTo(2);
        assertThat(said(view, VenueState.OPEN).controls().version()).isZero();
    }

    private static MarketView said(MarketView view, VenueState state) {
        Quoted q = view.instrument(1);
        return view.apply(new TapeEvent.InstrumentObserved(new Quoted(q.id(), q.name(), q.venue(), q.symbol(), q.terms(),
                q.lifeCycle(), q.mark(), q.state(), q.funding(), new VenueWord(state, 7))));
    }

    private static MarketView seen(MarketView view, long id, LifeCycle cycle) {
        Terms terms = new Terms(1, 0, new Payoff.Spot(), "BTC", BTC, USD, USD, 1, 0, 2, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return view.apply(new TapeEvent.InstrumentObserved(new Quoted(
                id, "spot-" + id, "self", "spot-" + id, terms, cycle, Mark.NONE, TradingState.ACTIVE)));
    }
}
