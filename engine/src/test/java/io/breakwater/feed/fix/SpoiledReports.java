package io.breakwater.feed.fix;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import java.util.List;
import java.util.Map;
import quickfix.InvalidMessage;
import quickfix.Message;

/**
 * Lets the reader of a session read texts of messages, good or spoiled. What it makes of one must fit, by rules that
 * are written down here again: a fact, nothing, or a reason why not; never anything else.
 */
public final class SpoiledReports {
    private static final long INSTRUMENT = 7;
    private static final int MOST_ID = 64;
    private static final int MOST_ORDER_ID = 36;
    private static final Asset USD = new Asset("USD", 6);

    private final ExecutionReader reader = new ExecutionReader(new FixSettings("broker", "main",
            new FixSettings.Side(FixSettings.Role.INITIATOR, "127.0.0.1", 1, 30), new FixSettings.Ids("A", "B"),
            Map.of("ACC-1", new FixSettings.Owner("alpha", "main", true)), Map.of()), symbols());

    /** What became of a text. */
    public enum Read { FACT, NOTHING, REASON }

    private static Symbols symbols() {
        Terms terms = new Terms(1, 0, new Payoff.Linear(), "BTC", new Asset("BTC", 8), USD, USD, 1, 0, 1, 2, 3,
                List.of(new TickBand(0, 5)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        MarketView view = MarketView.EMPTY.apply(new TapeEvent.InstrumentObserved(new Quoted(INSTRUMENT, "btc-perp",
                "main", "BTC-PERP", terms, LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
        Symbols symbols = new Symbols("main", () -> view, () -> 10_000_000);
        symbols.renew();
        return symbols;
    }

    /** A good message of each kind: a fill with fees, a correct, a bust, states, a refusal. */
    public static List<String> good() {
        Message charged = LoopbackBroker.fill("E-1", "1", "1.000", "60000");
        charged.getHeader().setInt(Tags.MSG_SEQ_NUM, 2);
        charged.setString(Tags.COMMISSION, "12.5");
        charged.setString(Tags.CL_ORD_ID, "o-1");
        charged.setString(Tags.POSITION_EFFECT, "O");
        return List.of(charged.toString(),
                LoopbackBroker.correct("E-2", "E-1", "2", "0.5", "60000.5").toString(),
                LoopbackBroker.bust("E-3", "E-1", "1").toString(),
                LoopbackBroker.state("0", "E-4", "o-1").toString(),
                LoopbackBroker.state("4", "E-5", "c-1", "o-1").toString(),
                LoopbackBroker.refusal("2", "r-1", "o-1").toString());
    }

    /** @throws IllegalStateException where what is made of it does not fit */
    public Read read(String text) {
        try {
            Message message = new Message();
            message.fromString(text, Dictionary.FIX44, false);
            FactDoor.Booking booking = reader.read(message);
            if (booking == null) {
                return Read.NOTHING;
            }
            require(booking.counterparty().equals("alpha"), "a stranger's: " + booking);
            check(booking.fact());
            return Read.FACT;
        } catch (InvalidMessage | FixFault reason) {
            return Read.REASON;
        }
    }

    private static void check(CounterpartyFact fact) {
        switch (fact) {
            case CounterpartyFact.Fill fill -> {
                require(fill.lots() > 0 && fill.execution().instrument() == INSTRUMENT, fill);
                require(fill.execution().tradeId().length() <= MOST_ID, fill);
            }
            case CounterpartyFact.Correction correction -> require(correction.lots() > 0, correction);
            case CounterpartyFact.Bust bust -> require(bust.execution().instrument() == INSTRUMENT, bust);
            case CounterpartyFact.OrderStatusReport report ->
                    require(!report.clientOrderId().isEmpty() && report.clientOrderId().length() <= MOST_ORDER_ID,
                            report);
            default -> require(false, fact);
        }
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new IllegalStateException("made of it: " + what);
        }
    }
}
