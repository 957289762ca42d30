package io.breakwater.domain.counterparty;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.instrument.VenueState;
import io.breakwater.domain.instrument.VenueWord;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.policy.ApprovalPolicy;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.domain.policy.Policy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A market with round numbers: BTC is 100 USD, ETH is 10 USD. One instrument of each payoff, and one for each way in
 * which an instrument may be unfit. Mutable: every change is a new version of the view.
 */
final class TestMarket {

    /** Epoch micros at which every story begins. */
    static final long START = 1_780_000_000_000_000L;
    static final long HOUR = 3_600_000_000L;
    static final Asset BTC = new Asset("BTC", 8);
    static final Asset ETH = new Asset("ETH", 8);
    static final Asset USD = new Asset("USD", 6);

    /** Collar 5 %, marks live 5 s (for reductions 60 s), a tenth off collateral that is not cash. */
    static final Policy POLICY =
            new Policy(1, 5_000_000, 60_000_000, 500, 500, 10, 1_000, 0, 1_000, 1_000, 1_000, 1_000, 1_000,
                    MarginPolicy.DEFAULT, ApprovalPolicy.DEFAULT);

    private MarketView view = MarketView.EMPTY;
    private long versions;

    TestMarket() {
        apply(new TapeEvent.PolicyObserved(POLICY));
        list(1, "btc-usd", spot(BTC), mark(100, 100, 1_000_000));
        list(2, "perp", linear("BTC", BTC, USD, 1, Long.MAX_VALUE), mark(100, 100, 1_000_000));
        list(3, "inverse", terms(new Payoff.Inverse(), "BTC", BTC, BTC, 10, 0, 0), mark(100, 100, 1_000_000));
        list(4, "quanto", terms(new Payoff.Quanto(), "ETH", ETH, BTC, 1, 4, 0), mark(10, 10, 1_000_000));
        list(5, "call", expiring(terms(new Payoff.Option(true, 100, false), "BTC", BTC, USD, 1, 0, 2)), option(500_000));
        list(6, "put", expiring(terms(new Payoff.Option(false, 100, true), "BTC", BTC, BTC, 1, 0, 4)), option(-400_000));
        Payoff legs = new Payoff.Combo(List.of(new Payoff.Leg(2, 1), new Payoff.Leg(5, -2)));
        list(7, "combo", terms(legs, "BTC", BTC, USD, 1, 0, 2), mark(9_000, 100, 0));
        list(8, "future", linear("BTC", BTC, USD, 5, START + HOUR), mark(100, 100, 1_000_000));
        list(9, "prelisted", linear("BTC", BTC, USD, 1, Long.MAX_VALUE), mark(100, 100, 1_000_000));
        lifeCycle("prelisted", LifeCycle.PRE_LISTED);
        list(10, "unmarked", linear("BTC", BTC, USD, 1, Long.MAX_VALUE), Mark.NONE);
        list(11, "exotic", linear("XYZ", BTC, new Asset("XYZ", 6), 1, Long.MAX_VALUE), mark(100, 100, 1_000_000));
        list(12, "eth-usd", spot(ETH), mark(10, 10, 1_000_000));
        Payoff quanto = new Payoff.Option(true, 10, Payoff.Option.Style.QUANTO);
        list(14, "quanto-call", expiring(terms(quanto, "ETH", ETH, BTC, 1, 4, 2)),
                new Mark(50, 50, 10, 10, 500_000, 600_000, 0, START));
        list(13, "eth-perp", linear("ETH", ETH, USD, 1, Long.MAX_VALUE), mark(10, 10, 1_000_000));
        Payoff mixed = new Payoff.Combo(List.of(new Payoff.Leg(2, 1), new Payoff.Leg(13, -3), new Payoff.Leg(6, 2)));
        list(15, "mixed", terms(mixed, "BTC", BTC, USD, 1, 0, 2), mark(7_000, 100, 0));
        list(30, "eth-call", expiring(terms(new Payoff.Option(true, 10, false), "ETH", ETH, USD, 1, 0, 2)),
                new Mark(60, 60, 10, 10, 500_000, 600_000, 0, START));
        Payoff across = new Payoff.Combo(List.of(new Payoff.Leg(5, 1), new Payoff.Leg(30, -4)));
        list(31, "across", terms(across, "BTC", BTC, USD, 1, 0, 2), mark(260, 100, 500_000));
        Payoff reversal = new Payoff.Combo(List.of(new Payoff.Leg(5, 1), new Payoff.Leg(6, -1)));
        list(32, "reversal", terms(reversal, "BTC", BTC, USD, 1, 0, 2), mark(10, 100, 900_000));
    }

    /** Fresh when the story begins. */
    private static Mark mark(long ticks, long index, int deltaPpm) {
        return Mark.of(ticks, index, deltaPpm, START);
    }

    /** An option on 100 with a volatility of 60 %. */
    private static Mark option(int deltaPpm) {
        return new Mark(500, 500, 100, 100, deltaPpm, 600_000, 0, START);
    }

    /** In thirty days. */
    private static Terms expiring(Terms t) {
        return new Terms(t.version(), 0, t.payoff(), t.underlying(), t.base(), t.quote(), t.settlement(), t.multiplier(),
                t.multiplierScale(), t.priceScale(), t.underlyingScale(), t.lotScale(), t.tickBands(),
                START + 720 * HOUR, 0, t.fees(), t.haircutBps());
    }

    private static Terms spot(Asset base) {
        return terms(new Payoff.Spot(), base.id(), base, USD, 1, 0, 0);
    }

    private static Terms linear(String underlying, Asset base, Asset settlement, long step, long expires) {
        return new Terms(1, 0, new Payoff.Linear(), underlying, base, settlement, settlement, 1, 0, 0, 0, 0,
                List.of(new TickBand(step, step)), expires, 0, new Terms.FeeRule(0, 0), 1_000);
    }

    private static Terms terms(
            Payoff payoff, String underlying, Asset base, Asset settlement, long m, int mScale, int priceScale) {
        long from = payoff instanceof Payoff.Combo ? -1_000_000 : 1;
        return new Terms(1, 0, payoff, underlying, base, USD, settlement, m, mScale, priceScale, 0, 0,
                List.of(new TickBand(from, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
    }

    /** Another one that goes its own way from here. */
    TestMarket copy() {
        TestMarket copy = new TestMarket();
        copy.view = view;
        copy.versions = versions;
        return copy;
    }

    MarketView view() {
        return view;
    }

    /** As after a restart of the tape: what is stored and nothing else. */
    void restart() {
        Tape tape = new Tape();
        view = tape.restored(tape.stored(view)).at(view.id());
    }

    Quoted quoted(String name) {
        return view.named(name);
    }

    /** Internal id; an id that nothing has for a name that nothing has. */
    long id(String name) {
        Quoted quoted = view.named(name);
        return quoted == null ? 999 : quoted.id();
    }

    void list(long id, String name, Terms terms, Mark mark) {
        apply(new TapeEvent.InstrumentObserved(
                new Quoted(id, name, "self", name, terms, LifeCycle.OPEN, mark, TradingState.ACTIVE)));
    }

    /** The spot market of an asset that had none. */
    void listSpot(long id, String name, Asset base, long ticks) {
        list(id, name, spot(base), mark(ticks, ticks, 1_000_000));
    }

    void mark(String name, long ticks, long atMicros) {
        Mark old = quoted(name).mark();
        mark(name, marked(old, ticks, old.indexTicks(), old.deltaPpm(), atMicros));
    }

    /** Another mark with the same volatility; the forward is the index. */
    static Mark marked(Mark old, long ticks, long index, int deltaPpm, long atMicros) {
        return new Mark(ticks, ticks, index, index, deltaPpm, old.volatilityMicros(), 0, atMicros);
    }

    void mark(String name, Mark mark) {
        change(name, q -> new Quoted(q.id(), name, q.venue(), name, q.terms(), q.lifeCycle(), mark, q.state()));
    }

    /** All marks anew at their values. */
    void refresh(long atMicros) {
        long[] ids = view.instruments().sortedKeys();
        for (long id : ids) {
            Quoted quoted = view.instrument(id);
            if (quoted.mark().isKnown()) {
                mark(quoted.name(), quoted.mark().ticks(), atMicros);
            }
        }
    }

    void lifeCycle(String name, LifeCycle stage) {
        change(name, q -> new Quoted(q.id(), name, q.venue(), name, q.terms(), stage, q.mark(), q.state()));
    }

    /** The payments of funding that were fixed lately. */
    void fund(String name, List<FundingRate> rates) {
        change(name, q -> new Quoted(q.id(), name, q.venue(), name, q.terms(), q.lifeCycle(), q.mark(), q.state(),
                rates));
    }

    void state(String name, TradingState state) {
        change(name, q -> new Quoted(q.id(), name, q.venue(), name, q.terms(), q.lifeCycle(), q.mark(), state));
    }

    void venueState(String name, VenueState state) {
        change(name, q -> new Quoted(q.id(), name, q.venue(), name, q.terms(), q.lifeCycle(), q.mark(), q.state(),
                q.funding(), new VenueWord(state, 1)));
    }

    void control(String scope, TradingState state) {
        apply(new TapeEvent.ControlObserved(scope, state));
    }

    void policy(UnaryOperator<Policy> change) {
        apply(new TapeEvent.PolicyObserved(change.apply(view.policy())));
    }

    private void change(String name, UnaryOperator<Quoted> change) {
        apply(new TapeEvent.InstrumentObserved(change.apply(quoted(name))));
    }

    private void apply(TapeEvent event) {
        versions++;
        view = view.apply(event).at(new ViewId("test", 1, versions, 0));
    }
}
