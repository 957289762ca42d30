package io.breakwater.feed.run;

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
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.State;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What venues say of their instruments' states reaches the instruments, once, and again until it is seen to. */
class StateReportsTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private final List<String> told = new ArrayList<>();
    private final Conflation conflation = new Conflation();
    private final StateReports reports = new StateReports("deribit", (name, word) ->
            told.add(name + " " + word.state() + " " + (word.saidAtMicros() - NOW)));
    private MarketView view = MarketView.EMPTY;

    private void list(long id, String name, String venue, VenueWord word) {
        Terms terms = new Terms(1, 0, new Payoff.Inverse(), "BTC", BTC, USD, USD, 1, 0, 2, 2, 1,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        view = view.apply(new TapeEvent.InstrumentObserved(new Quoted(id, name, venue, "PERP", terms, LifeCycle.OPEN,
                Mark.NONE, TradingState.ACTIVE, List.of(), word)));
    }

    private void says(State state, long atMicros) {
        conflation.observed(new Observation.InstrumentState(new VenueSymbol("deribit", "PERP"),
                new Stamp(NOW + atMicros, NOW + atMicros, 0), state));
    }

    private List<String> tell(long atMicros) {
        told.clear();
        reports.tell(conflation, view, NOW + atMicros);
        return told;
    }

    @Test
    void newsGoToTheInstrumentOfThatVenueAlone() {
        list(1, "perp", "deribit", VenueWord.NONE);
        list(2, "elsewhere", "okx", VenueWord.NONE);
        tell(0);
        says(State.HALTED, 5);
        assertThat(tell(10)).containsExactly("perp HALTED 5");
        assertThat(tell(20)).as("once").isEmpty();
    }

    @Test
    void whatTheViewDoesNotShowIsSaidAgainEachSecond() {
        list(1, "perp", "deribit", VenueWord.NONE);
        says(State.LOCKED, 5);
        assertThat(tell(10)).hasSize(1);
        assertThat(tell(SECOND)).isEmpty();
        assertThat(tell(SECOND + 10)).containsExactly("perp LOCKED 5");
        list(1, "perp", "deribit", new VenueWord(VenueState.LOCKED, NOW + 5));
        assertThat(tell(3 * SECOND)).isEmpty();
    }

    @Test
    void whatWasSaidBeforeItWasListedIsToldThen() {
        says(State.SETTLEMENT, 5);
        assertThat(tell(10)).isEmpty();
        list(1, "perp", "deribit", VenueWord.NONE);
        assertThat(tell(SECOND + 10)).containsExactly("perp SETTLEMENT 5");
    }

    @Test
    void aWordOlderThanTheInstrumentsIsNotTold() {
        list(1, "perp", "deribit", new VenueWord(VenueState.HALTED, NOW + 100));
        says(State.OPEN, 50);
        assertThat(tell(SECOND)).isEmpty();
        says(State.OPEN, 2 * SECOND);
        assertThat(tell(3 * SECOND)).as("said again later, it counts").containsExactly("perp OPEN " + 2 * SECOND);
    }

    @Test
    void silenceTakesNothingBack() {
        list(1, "perp", "deribit", new VenueWord(VenueState.HALTED, NOW));
        assertThat(tell(3_600 * SECOND)).isEmpty();
    }

    @Test
    void eachStateOfAFeedIsOneOfAnInstrument() {
        list(1, "perp", "deribit", VenueWord.NONE);
        for (State state : State.values()) {
            says(state, state.ordinal());
            assertThat(tell(10 * SECOND * (1 + state.ordinal()))).containsExactly("perp " + state + " "
                    + state.ordinal());
        }
    }
}
