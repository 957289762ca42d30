package io.breakwater.domain.instrument;

import java.util.List;

/** Terms in the making: a sound perpetual, of which a test spoils one thing. */
final class Draft {
    static final Asset BTC = new Asset("BTC", 8);
    static final Asset USD = new Asset("USD", 6);

    Payoff payoff = new Payoff.Linear();
    String underlying = "BTC";
    Asset base = BTC;
    Asset quote = USD;
    Asset settlement = USD;
    long multiplier = 1;
    List<TickBand> bands = List.of(new TickBand(0, 1), new TickBand(1_000, 5));
    long expiresAtMicros = Long.MAX_VALUE;
    long effectiveFromMicros;
    Terms.FeeRule fees = new Terms.FeeRule(-1, 5);
    int haircutBps = 500;

    static Draft perpetual() {
        return new Draft();
    }

    static Draft spot() {
        Draft draft = new Draft();
        draft.payoff = new Payoff.Spot();
        return draft;
    }

    static Draft option(long expires) {
        Draft draft = new Draft();
        draft.payoff = new Payoff.Option(true, 50_000, false);
        draft.expiresAtMicros = expires;
        return draft;
    }

    static Draft combo(Payoff.Leg... legs) {
        Draft draft = new Draft();
        draft.payoff = new Payoff.Combo(List.of(legs));
        draft.bands = List.of(new TickBand(-1_000_000, 1));
        return draft;
    }

    Draft payoff(Payoff changed) {
        payoff = changed;
        return this;
    }

    Draft base(Asset changed) {
        base = changed;
        return this;
    }

    Draft settlement(Asset changed) {
        settlement = changed;
        return this;
    }

    Draft multiplier(long changed) {
        multiplier = changed;
        return this;
    }

    Draft bands(TickBand... changed) {
        bands = List.of(changed);
        return this;
    }

    Draft expires(long micros) {
        expiresAtMicros = micros;
        return this;
    }

    Draft effective(long micros) {
        effectiveFromMicros = micros;
        return this;
    }

    Draft fees(int maker, int taker) {
        fees = new Terms.FeeRule(maker, taker);
        return this;
    }

    Draft haircut(int bps) {
        haircutBps = bps;
        return this;
    }

    Draft underlying(String changed) {
        underlying = changed;
        return this;
    }

    Terms terms() {
        return new Terms(0, effectiveFromMicros, payoff, underlying, base, quote, settlement, multiplier, 3, 2, 2, 3,
                bands, expiresAtMicros, 0, fees, haircutBps);
    }
}
