package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.MassQuote;
import io.breakwater.domain.counterparty.CounterpartyRequest.Quote;
import io.breakwater.kernel.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I-04 of quotes at a venue that answers: whatever it does with the old quote and the new one, and however late it tells,
 * what is held is enough. In the rows {@code q} is the quote: given | what happens | the quote and the one that it is to
 * replace, each as state, bid and ask, and what the counterparty then has reserved.
 */
class QuotesAtAVenueTest {

    private static final String ROWS = """
            quote perp 5@99 5@101 in away | | DECIDED 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 | quote perp 3@98 4@102 | DECIDED 3@98 4@102, 702 USD
            quote perp 5@99 5@101 | quote perp 0@0 0@0 | 0 USD
            quote perp 5@99 5@101 in away | quote perp 3@98 4@102 in away | DECIDED 3@98 4@102 for DECIDED 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; report q WORKING | quote perp 0@0 4@102 in away | DECIDED 0@0 4@102 for WORKING 5@99 5@101, 1408 USD
            quote perp 5@99 5@101 in away; report q WORKING | quote perp 5@101 5@103 in away | DECIDED 5@101 5@103 for WORKING 5@99 5@101, 2020 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q REPLACED | WORKING 3@98 4@102, 702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q REPLACE_REJECTED | DECIDED 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q CANCELLED | DECIDED 3@98 4@102, 702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q EXPIRED | DECIDED 3@98 4@102, 702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q REJECTED | DECIDED 3@98 4@102, 702 USD
            quote perp 5@99 5@101 in away; report q WORKING; quote perp 3@98 4@102 in away | report q REJECTED | WORKING 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 in away; report q UNKNOWN; quote perp 3@98 4@102 in away | report q REJECTED | DECIDED 3@98 4@102 for UNKNOWN 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q WORKING | DECIDED 3@98 4@102 for WORKING 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q SENT | SENT 3@98 4@102 for DECIDED 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | report q UNKNOWN | UNKNOWN 3@98 4@102 for UNKNOWN 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away; report q UNKNOWN | report q REPLACED | WORKING 3@98 4@102, 702 USD

            quote perp 5@99 5@101 in away; report q WORKING | quote perp 0@0 0@0 in away | PENDING_CANCEL 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 in away; quote perp 0@0 0@0 in away | report q CANCELLED | 0 USD
            quote perp 5@99 5@101 in away; quote perp 0@0 0@0 in away | report q CANCEL_REJECTED | WORKING 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | quote perp 0@0 0@0 in away | PENDING_CANCEL 3@98 4@102 for DECIDED 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | cancel all | PENDING_CANCEL 3@98 4@102 for DECIDED 5@99 5@101, 1702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away; cancel q | report q REPLACED | PENDING_CANCEL 3@98 4@102, 702 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away; cancel q | report q REPLACE_REJECTED | PENDING_CANCEL 5@99 5@101, 1000 USD
            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away; cancel q | report q CANCEL_REJECTED | PENDING_CANCEL 3@98 4@102 for DECIDED 5@99 5@101, 1702 USD

            quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away | fill q buy 2 perp @ 99 | DECIDED 3@98 4@102 for DECIDED 3@99 5@101, 1504 USD
            quote perp 2@99 5@101 in away; quote perp 3@98 4@102 in away | fill q buy 3 perp @ 98 | DECIDED 0@0 4@102 for DECIDED 2@99 5@101, 1111 USD
            quote perp 5@99 0@0 in away; quote perp 3@98 0@0 in away | fill q buy 5 perp @ 99 | DECIDED 3@98 0@0, 789 USD
            quote perp 5@99 0@0 in away; quote perp 6@98 0@0 in away | fill q buy 6 perp @ 98 | - for DECIDED 5@99 0@0, 1083 USD
            quote perp 5@99 0@0 in away; quote perp 6@98 0@0 in away; fill q buy 6 perp @ 98 | report q REPLACED | 588 USD
            quote perp 5@99 0@0 in away; quote perp 6@98 0@0 in away; fill q buy 6 perp @ 98 | quote perp 0@0 0@0 in away | - for DECIDED 5@99 0@0, 1083 USD
            """;

    static Stream<List<String>> rows() {
        return CounterpartyRulesTest.parsed(ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void areHeldAsTold(List<String> row) {
        Story story = new Story(Desk.open());
        story.given(named(row.get(0), story.desk()));
        story.given(named(row.get(1), story.desk()));
        assertThat(shown(story.desk())).as("%s", row).isEqualTo(row.get(2));
        assertThat(new NaiveTwin(story.desk().state()).differences()).isEmpty();
    }

    private static String named(String sentences, Desk desk) {
        return sentences.replace("report q ", "report " + id(desk) + " ").replace("fill q ", "fill " + id(desk) + " ")
                .replace("cancel q", "cancel " + id(desk));
    }

    private static String id(Desk desk) {
        return WorkingOrder.quoteId("g", desk.market.id("perp"));
    }

    private static String shown(Desk desk) {
        WorkingOrder quote = desk.state().order(id(desk));
        WorkingOrder outgoing = Quotes.outgoing(desk.state(), id(desk));
        String both = outgoing == null ? quote == null ? "" : shown(quote) + ", "
                : shown(quote) + " for " + shown(outgoing) + ", ";
        return both + desk.state().used().grossNotionalUsdMicros() / Desk.USD + " USD";
    }

    private static String shown(WorkingOrder quote) {
        return quote == null ? "-" : quote.state() + " " + shown(quote, Side.BUY) + " " + shown(quote, Side.SELL);
    }

    private static String shown(WorkingOrder quote, Side side) {
        return quote.rests(side) ? quote.leaves(side) + "@" + (side == Side.BUY ? quote.buyTicks() : quote.sellTicks())
                : "0@0";
    }

    @Test
    void areRefusedUntilTheVenueHasAnswered() {
        Story story = new Story(Desk.open());
        Desk desk = story.desk();
        story.given("quote perp 5@99 5@101 in away; quote perp 3@98 4@102 in away");
        assertThat(story.when("quote perp 2@98 2@102 in away")).contains(Code.ORDER_PENDING.name());
        story.given("report " + id(desk) + " REPLACED; quote perp 0@0 0@0 in away; quote perp 2@98 2@102 in away");
        assertThat(shown(desk)).isEqualTo("DECIDED 2@98 2@102 for PENDING_CANCEL 3@98 4@102, 1102 USD");
        assertThat(story.when("quote perp 1@98 1@102 in away")).contains(Code.ORDER_PENDING.name());
        story.given("report " + id(desk) + " CANCELLED; quote perp 1@98 1@102 in away");
        assertThat(shown(desk)).isEqualTo("DECIDED 1@98 1@102 for DECIDED 2@98 2@102, 600 USD");
    }

    @Test
    void countBesideTheOldOneTowardsACap() {
        Desk desk = Desk.open();
        desk.limit("", Measure.NET_POSITION, "perp", 9);
        Story story = new Story(desk);
        story.given("quote perp 5@99 0@0 in away");
        assertThat(story.when("quote perp 5@98 0@0 in away")).contains(Code.NET_POSITION.name());
        story.given("quote perp 4@98 0@0 in away");
    }

    /** A venue in its own time: it answers and fills in order, and we hear of it when it may be long past. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areHeldWhateverTheVenueDoesAndHoweverLateItTells(long seed) {
        Desk desk = Desk.open();
        Venue venue = new Venue(seed, desk);
        for (int step = 0; step < 8_000; step++) {
            venue.step();
            Holding holding = desk.holding("away", "perp");
            for (Side side : Side.values()) {
                long held = holding.position().lots() * side.sign() + holding.side(side).lots();
                assertThat(held).as("seed %d, step %d, %s", seed, step, side)
                        .isGreaterThanOrEqualTo(venue.mostLots(side));
            }
            assertThat(desk.state().used().workingOrders()).isBetween(0L, 2L);
        }
        assertThat(venue.filled).as("the venue is worth something").isGreaterThan(200);
        assertThat(venue.replaced).as("quotes are replaced").isGreaterThan(100);
        venue.quiet();
        assertThat(desk.state().orders().size()).as("nothing stays held once all is told").isZero();
    }

    /** One quote in one instrument, by what we were allowed to send. */
    private static final class Venue {

        private static final Quote NONE = new Quote(0, 0, 0, 0, 0);

        private final SplittableRandom random;
        private final Desk desk;
        private final String id;
        private final Deque<Quote> sent = new ArrayDeque<>();
        private final Deque<CounterpartyFact> told = new ArrayDeque<>();
        private Quote live = NONE;
        private long position;
        private int filled;
        private int replaced;

        Venue(long seed, Desk desk) {
            this.random = new SplittableRandom(seed);
            this.desk = desk;
            this.id = id(desk);
        }

        void step() {
            desk.passes(100_000);
            if (random.nextInt(8) == 0) {
                desk.market.refresh(desk.now());
            }
            switch (random.nextInt(12)) {
                case 0, 1 -> ask(random.nextInt(6) == 0 ? NONE : quote());
                case 2, 3, 4 -> answer();
                case 5, 6, 7 -> trade();
                case 8 -> end();
                default -> hear();
            }
        }

        /** The furthest that it may come on one side, by all that it has or will have before it. */
        long mostLots(Side side) {
            long most = position * side.sign() + lots(live, side);
            for (Quote quote : sent) {
                most += lots(quote, side);
            }
            return most;
        }

        /** All is answered and told, and what is left is withdrawn. */
        void quiet() {
            for (int i = 0; i < 3; i++) {
                while (!sent.isEmpty() || !told.isEmpty()) {
                    answer();
                    hear();
                }
                withdraw();
            }
        }

        private void withdraw() {
            if (desk.state().order(id) != null) {
                ask(NONE);
            }
        }

        private Quote quote() {
            return new Quote(desk.market.id("perp"), 99, random.nextInt(20), 101, random.nextInt(20));
        }

        private void ask(Quote quote) {
            CounterpartyRequest request = quote == NONE && random.nextBoolean() ? new CounterpartyRequest.Cancel(id)
                    : new MassQuote("away", "g", List.of(new Quote(desk.market.id("perp"), quote.bidTicks(),
                            quote.bidLots(), quote.askTicks(), quote.askLots())), "", "");
            if (desk.tell(request).verdict() == Outcome.Verdict.ACCEPTED) {
                sent.add(quote);
            }
        }

        private void answer() {
            if (sent.isEmpty()) {
                return;
            }
            Quote asked = sent.remove();
            boolean cancels = asked.bidLots() + asked.askLots() == 0;
            if (cancels) {
                report(live == NONE ? OrderStatus.CANCEL_REJECTED : OrderStatus.CANCELLED);
                live = NONE;
            } else if (random.nextInt(5) == 0) {
                report(live == NONE || random.nextBoolean() ? OrderStatus.REJECTED : OrderStatus.REPLACE_REJECTED);
            } else {
                replaced += live == NONE ? 0 : 1;
                report(live == NONE ? OrderStatus.WORKING : OrderStatus.REPLACED);
                live = asked;
            }
        }

        private void trade() {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            if (lots(live, side) == 0) {
                return;
            }
            long lots = 1 + random.nextLong(lots(live, side));
            told.add(desk.fill("away", id, side, lots, "perp", side == Side.BUY ? 99 : 101));
            position += side.sign() * lots;
            filled++;
            live = side == Side.BUY
                    ? new Quote(live.instrument(), live.bidTicks(), live.bidLots() - lots, live.askTicks(), live.askLots())
                    : new Quote(live.instrument(), live.bidTicks(), live.bidLots(), live.askTicks(), live.askLots() - lots);
            live = live.bidLots() + live.askLots() == 0 ? NONE : live;
        }

        /** As market-maker protection would, or the end of a session. */
        private void end() {
            if (live != NONE && random.nextInt(4) == 0) {
                report(random.nextBoolean() ? OrderStatus.CANCELLED : OrderStatus.EXPIRED);
                live = NONE;
            }
        }

        private void report(OrderStatus status) {
            told.add(new CounterpartyFact.OrderStatusReport(id, status, desk.now()));
        }

        private void hear() {
            if (!told.isEmpty()) {
                desk.tell(told.remove());
            }
        }

        private static long lots(Quote quote, Side side) {
            return side == Side.BUY ? quote.bidLots() : quote.askLots();
        }
    }
}
