package io.breakwater.bench.margin;

import io.breakwater.bench.BenchMarket;
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

/** BTC, its perpetual and a chain of inverse options over ten expiries, which moves as a whole. */
final class MarginMarket {

    static final long PERPETUAL = 2;
    static final long FIRST_OPTION = 100;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final long INDEX = 6_500_000;
    private static final int EXPIRIES = 10;
    private static final long WEEK_MICROS = 7 * 86_400_000_000L;

    private final int options;
    private MarketView view = MarketView.EMPTY;
    private long sequence;
    private long atMicros = BenchMarket.START_MICROS;

    MarginMarket(int options) {
        this.options = options;
        move(0);
    }

    MarketView view() {
        return view;
    }

    long atMicros() {
        return atMicros;
    }

    /** A tenth of a second passes and everything moves. @param bps of the price at which it began */
    void move(int bps) {
        atMicros += 100_000;
        long index = INDEX + INDEX * bps / 10_000;
        observe(1, "btc-usd", spot(), Mark.of(index, index, 1_000_000, atMicros));
        observe(PERPETUAL, "perpetual", perpetual(), Mark.of(index, index, 1_000_000, atMicros));
        for (int i = 0; i < options; i++) {
            observe(FIRST_OPTION + i, "option-" + i, option(i),
                    new Mark(300, 300, index, index, i % 2 == 0 ? 400_000 : -400_000, 600_000, 0, atMicros));
        }
        publish();
    }

    /** A tenth of a second passes and one option moves. */
    void moveOne(int i) {
        atMicros += 100_000;
        Mark old = view.instrument(FIRST_OPTION + i).mark();
        observe(FIRST_OPTION + i, "option-" + i, option(i), new Mark(300, 300, old.indexTicks(), old.forwardTicks(),
                old.deltaPpm(), old.volatilityMicros() + 6_000, 0, old.observedAtMicros()));
        publish();
    }

    private void publish() {
        sequence++;
        view = view.at(new ViewId("bench", 1, sequence, 0));
    }

    private void observe(long id, String name, Terms terms, Mark mark) {
        Quoted before = view.instrument(id);
        view = view.apply(new TapeEvent.InstrumentObserved(new Quoted(id, name, "self", name,
                before == null ? terms : before.terms(), LifeCycle.OPEN, mark, TradingState.ACTIVE)));
    }

    private static Terms spot() {
        return terms(new Payoff.Spot(), USD, 10_000, 8, 2, Long.MAX_VALUE);
    }

    private static Terms perpetual() {
        return terms(new Payoff.Inverse(), BTC, 10, 0, 2, Long.MAX_VALUE);
    }

    private static Terms option(int i) {
        long strike = INDEX / 2 + INDEX * (i / EXPIRIES % 100) / 100;
        long expiry = BenchMarket.START_MICROS + (1 + i % EXPIRIES) * WEEK_MICROS;
        return terms(new Payoff.Option(i % 2 == 0, strike, true), BTC, 1, 1, 4, expiry);
    }

    private static Terms terms(
            Payoff payoff, Asset settlement, long multiplier, int multiplierScale, int priceScale, long expiry) {
        return new Terms(1, 0, payoff, "BTC", BTC, USD, settlement, multiplier, multiplierScale, priceScale, 2, 0,
                List.of(new TickBand(0, 1)), expiry, 0, new Terms.FeeRule(0, 5), 1_500);
    }
}
