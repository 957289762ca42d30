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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import quickfix.InvalidMessage;
import quickfix.Message;

/**
 * Lets the reader of a session read texts of messages, good or spoiled. What it makes of one must fit, by rules that
 * are written down here again: a fact, nothing, or a reason why not; never anything else.
 */
public final class SpoiledReports {
    private static final long INSTRUMENT = 7;
    private static final long COMBO = 8;
    private static final long OTHER = 9;
    private static final Set<Long> LISTED = Set.of(INSTRUMENT, COMBO, OTHER);
    private static final int MOST_ID = 64;
    private static final int MOST_ORDER_ID = 36;
    private static final Asset USD = new Asset("USD", 6);

    private final ExecutionReader reader = reader(FixSettings.Combos.WHOLE);
    private final ExecutionReader ofParts = reader(FixSettings.Combos.APART);

    private static ExecutionReader reader(FixSettings.Combos combos) {
        return new ExecutionReader(new FixSettings("broker", "main",
                new FixSettings.Side(FixSettings.Role.INITIATOR, "127.0.0.1", 1, 30), new FixSettings.Ids("A", "B"),
                Map.of("ACC-1", new FixSettings.Owner("alpha", "main", true)), combos, Map.of()), symbols());
    }

    /** What became of a text. */
    public enum Read { FACT, NOTHING, REASON }

    private static Symbols symbols() {
        MarketView view = MarketView.EMPTY.apply(listed(INSTRUMENT, "BTC-PERP", new Payoff.Linear()))
                .apply(listed(OTHER, "ETH-PERP", new Payoff.Linear()))
                .apply(listed(COMBO, "SPREAD", new Payoff.Combo(List.of(new Payoff.Leg(INSTRUMENT, 1),
                        new Payoff.Leg(OTHER, -2)))));
        Symbols symbols = new Symbols("main", () -> view, () -> 10_000_000);
        symbols.renew();
        return symbols;
    }

    private static TapeEvent listed(long id, String symbol, Payoff payoff) {
        Terms terms = new Terms(1, 0, payoff, "BTC", new Asset("BTC", 8), USD, USD, 1, 0, 1, 2, 3,
                List.of(new TickBand(0, 5)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return new TapeEvent.InstrumentObserved(new Quoted(id, symbol.toLowerCase(Locale.ROOT), "main", symbol, terms,
                LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE));
    }

    /** A good message of each kind: fills with fees and with legs, a correct, a bust, states, a refusal. */
    public static List<String> good() {
        Message charged = LoopbackBroker.fill("E-1", "1", "1.000", "60000");
        charged.getHeader().setInt(Tags.MSG_SEQ_NUM, 2);
        charged.setString(Tags.COMMISSION, "12.5");
        charged.setString(Tags.CL_ORD_ID, "o-1");
        charged.setString(Tags.POSITION_EFFECT, "O");
        return List.of(charged.toString(), combo("E-6").toString(),
                LoopbackBroker.correct("E-2", "E-1", "2", "0.5", "60000.5").toString(),
                LoopbackBroker.bust("E-3", "E-1", "1").toString(),
                LoopbackBroker.state("0", "E-4", "o-1").toString(),
                LoopbackBroker.state("4", "E-5", "c-1", "o-1").toString(),
                LoopbackBroker.refusal("2", "r-1", "o-1").toString());
    }

    private static Message combo(String execId) {
        Message whole = LoopbackBroker.part(LoopbackBroker.fill(execId, "1", "0.003", "-10"), "3", "SPREAD", "T-1");
        whole.getHeader().setInt(Tags.MSG_SEQ_NUM, 3);
        return LoopbackBroker.leg(LoopbackBroker.leg(whole, "BTC-PERP", "1", "60000"), "ETH-PERP", "2", "30005");
    }

    private static List<Message> legs() {
        Message sold = LoopbackBroker.part(LoopbackBroker.fill("E-8", "2", "0.006", "30005"), "2", "ETH-PERP", "T-1");
        return List.of(LoopbackBroker.part(LoopbackBroker.fill("E-7", "1", "0.003", "60000"), "2", "BTC-PERP", "T-1"),
                sold);
    }

    /** Reads a text as what is missing of a trade of which both legs have come. */
    public Read join(String text) {
        try {
            Message message = new Message();
            message.fromString(text, Dictionary.FIX44, false);
            if (ofParts.tradeOf(message) == null) {
                return Read.NOTHING;
            }
            FactDoor.Booking booking = ofParts.joined(Stream.concat(legs().stream(), Stream.of(message)).toList());
            if (booking != null) {
                check(booking.fact());
            }
            return booking == null ? Read.NOTHING : Read.FACT;
        } catch (InvalidMessage | FixFault reason) {
            return Read.REASON;
        }
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
            case CounterpartyFact.LegsFill fill -> {
                check(fill.whole());
                require(fill.legs().size() == 2 && fill.legs().stream().allMatch(leg -> leg.lots() > 0
                        && leg.instrument() != COMBO), fill);
            }
            case CounterpartyFact.LegsCorrection correction ->
                    require(correction.lots() > 0 && correction.legs().size() == 2, correction);
            case CounterpartyFact.Fill fill -> {
                require(fill.lots() > 0 && LISTED.contains(fill.execution().instrument()), fill);
                require(fill.execution().tradeId().length() <= MOST_ID, fill);
            }
            case CounterpartyFact.Correction correction -> require(correction.lots() > 0, correction);
            case CounterpartyFact.Bust bust -> require(LISTED.contains(bust.execution().instrument()), bust);
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
