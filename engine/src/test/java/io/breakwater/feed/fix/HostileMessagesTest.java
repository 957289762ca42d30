package io.breakwater.feed.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import quickfix.InvalidMessage;
import quickfix.Message;

/** Spoiled execution reports: a fact that fits, nothing, or a reason why not; never anything else. */
class HostileMessagesTest {
    private static final int MESSAGES = 30_000;
    private static final String DIGITS = "0123456789.-+eENaFGH\u0001= \u20ac";
    private static final Asset USD = new Asset("USD", 6);

    private final ExecutionReader reader = new ExecutionReader(new FixSettings("broker", "main",
            new FixSettings.Side(FixSettings.Role.INITIATOR, "127.0.0.1", 1, 30), new FixSettings.Ids("A", "B"),
            Map.of("ACC-1", new FixSettings.Owner("alpha", "main")), Map.of()), symbols());

    private static Symbols symbols() {
        Terms terms = new Terms(1, 0, new Payoff.Linear(), "BTC", new Asset("BTC", 8), USD, USD, 1, 0, 1, 2, 3,
                List.of(new TickBand(0, 5)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        MarketView view = MarketView.EMPTY.apply(new TapeEvent.InstrumentObserved(new Quoted(7, "btc-perp", "main",
                "BTC-PERP", terms, LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
        Symbols symbols = new Symbols("main", () -> view, () -> 10_000_000);
        symbols.renew();
        return symbols;
    }

    /** Fields are replaced, dropped, doubled, and characters of them changed. */
    private static String spoiled(String text, SplittableRandom random) {
        StringBuilder spoiled = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(spoiled.length());
            switch (random.nextInt(4)) {
                case 0 -> spoiled.setCharAt(at, DIGITS.charAt(random.nextInt(DIGITS.length())));
                case 1 -> spoiled.deleteCharAt(at);
                case 2 -> spoiled.insert(at, DIGITS.charAt(random.nextInt(DIGITS.length())));
                default -> spoiled.insert(at, spoiled.substring(at, Math.min(spoiled.length(), at + 20)));
            }
        }
        return spoiled.toString();
    }

    @Test
    void whatIsReadFitsAndWhatDoesNotHasAReason() {
        SplittableRandom random = new SplittableRandom(44);
        String[] good = {LoopbackBroker.fill("E-1", "1", "1.000", "60000").toString(),
            LoopbackBroker.correct("E-2", "E-1", "2", "0.5", "60000.5").toString(),
            LoopbackBroker.bust("E-3", "E-1", "1").toString()};
        int facts = 0;
        int reasons = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String text = spoiled(good[random.nextInt(good.length)], random);
            try {
                Message message = new Message();
                message.fromString(text, Dictionary.FIX44, false);
                FactDoor.Booking booking = reader.read(message);
                if (booking != null) {
                    fits(booking.fact());
                    facts++;
                }
            } catch (InvalidMessage | FixFault reason) {
                reasons++;
            } catch (RuntimeException other) {
                fail(i + ": " + text.replace('\u0001', '|'), other);
            }
        }
        assertThat(facts).isGreaterThan(MESSAGES / 100);
        assertThat(reasons).isGreaterThan(MESSAGES / 10);
    }

    private static void fits(CounterpartyFact fact) {
        switch (fact) {
            case CounterpartyFact.Fill fill -> {
                assertThat(fill.lots()).isPositive();
                assertThat(fill.execution().tradeId()).hasSizeLessThanOrEqualTo(64);
                assertThat(fill.execution().instrument()).isEqualTo(7);
            }
            case CounterpartyFact.Correction correction -> assertThat(correction.lots()).isPositive();
            case CounterpartyFact.Bust bust -> assertThat(bust.execution().instrument()).isEqualTo(7);
            default -> fail("no such fact: " + fact);
        }
    }
}
