package io.breakwater.bench;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import java.util.List;

/** A market for benches: BTC against USD, one inverse perpetual and a chain of inverse options. */
public final class BenchMarket {

    /** Epoch micros at which every bench begins. */
    public static final long START_MICROS = 1_780_000_000_000_000L;

    public static final long PERPETUAL = 2;
    public static final long FIRST_OPTION = 1_000;

    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final int MARK = 1_000_000;

    private BenchMarket() {}

    /** @param options instruments from {@link #FIRST_OPTION} on */
    public static MarketView view(int options, long sequence, long atMicros) {
        MarketView view = MarketView.EMPTY
                .apply(new TapeEvent.InstrumentObserved(quoted(1, "btc-usd", spot(), MARK, atMicros)))
                .apply(new TapeEvent.InstrumentObserved(
                        quoted(PERPETUAL, "btc-perpetual", perpetual(), MARK, atMicros)));
        for (int i = 0; i < options; i++) {
            view = view.apply(new TapeEvent.InstrumentObserved(
                    quoted(FIRST_OPTION + i, "btc-option-" + i, option(i), 500, atMicros)));
        }
        return view.at(new ViewId("bench", 1, sequence, 0));
    }

    private static Quoted quoted(long id, String name, Terms terms, long ticks, long atMicros) {
        Mark mark = new Mark(ticks, ticks, MARK, MARK, 1_000_000, 600_000, 0, atMicros);
        return new Quoted(id, name, "self", name, terms, LifeCycle.OPEN, mark, TradingState.ACTIVE);
    }

    private static Terms spot() {
        return terms(new Payoff.Spot(), USD, 10_000, 8, 2);
    }

    /** One lot is 10 USD. */
    private static Terms perpetual() {
        return terms(new Payoff.Inverse(), BTC, 10, 0, 2);
    }

    /** One lot is 0.1 BTC, priced in BTC. */
    private static Terms option(int i) {
        return terms(new Payoff.Option(i % 2 == 0, (5_000 + 100L * i) * 100, true), BTC, 1, 1, 4);
    }

    private static Terms terms(Payoff payoff, Asset settlement, long multiplier, int multiplierScale, int priceScale) {
        return new Terms(1, 0, payoff, "BTC", BTC, USD, settlement, multiplier, multiplierScale, priceScale, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 5), 500);
    }
}
