package io.breakwater.gateway;

import static io.breakwater.feed.fix.LoopbackBroker.bust;
import static io.breakwater.feed.fix.LoopbackBroker.correct;
import static io.breakwater.feed.fix.LoopbackBroker.fill;
import static io.breakwater.feed.fix.LoopbackBroker.leg;
import static io.breakwater.feed.fix.LoopbackBroker.part;
import static io.breakwater.gateway.DropCopyOverThePortTest.facts;
import static io.breakwater.gateway.DropCopyOverThePortTest.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.app.RunningNode;
import io.breakwater.feed.fix.LoopbackBroker;
import io.breakwater.v1.ComboLeg;
import io.breakwater.v1.ComboPayoff;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.FactCounts;
import io.breakwater.v1.HeldMessage;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.Mark;
import io.breakwater.v1.Order;
import io.breakwater.v1.Permission;
import io.breakwater.v1.Refusal;
import io.breakwater.v1.TickBand;
import io.breakwater.v1.UpdateMarksRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** Trades of a combo, one lot of which is one lot of a perpetual against two of another, as brokers tell them. */
@TakesLong
class DropCopyOfCombosTest {
    private static final String BUY = "1";
    private static final String SELL = "2";
    private static final String LEG = "2";
    private static final String WHOLE = "3";
    private static final List<String> LEGS = List.of("instruments/btc-perp 0.003", "instruments/other -0.006");

    @TempDir
    private Path data;

    private static Map<String, String> feed(LoopbackBroker broker, String combos) {
        Map<String, String> feed = broker.feed("initiator");
        if (!combos.isEmpty()) {
            feed.put("breakwater.feeds.sources.0.fix.combos", combos);
        }
        return feed;
    }

    private static CreateInstrumentRequest.Builder listing(String id) {
        CreateInstrumentRequest.Builder listing = Venue.perpetual(id).toBuilder();
        listing.getInstrumentBuilder().setSymbol(id);
        return listing;
    }

    /** A market with both perpetuals and the combo, whose account's orders rest at the venue. */
    private static Venue opened(RunningNode node, LoopbackBroker broker) {
        Venue venue = DropCopyOverThePortTest.away(node, Permission.PERMISSION_OPTIONS);
        venue.instruments().createInstrument(listing("other").build());
        CreateInstrumentRequest.Builder combo = listing("spread");
        combo.getInstrumentBuilder().getTermsBuilder().setCombo(ComboPayoff.newBuilder()
                        .addLegs(ComboLeg.newBuilder().setInstrument(Venue.PERPETUAL).setRatio(1))
                        .addLegs(ComboLeg.newBuilder().setInstrument("instruments/other").setRatio(-2)))
                .setTickBands(0, TickBand.newBuilder().setFromPrice("-100000").setTick("0.5"));
        venue.instruments().createInstrument(combo.build());
        broker.awaitLogon();
        return venue;
    }

    /** Without what has only cost fees. */
    private static List<String> held(Venue venue) {
        return venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/alpha").build()).getPositionsList().stream()
                .filter(position -> !position.getQuantity().equals("0"))
                .map(position -> position.getInstrument() + " " + position.getQuantity()).sorted().toList();
    }

    private static Message whole(String execId, String link) {
        return part(fill(execId, BUY, "0.003", "-10"), WHOLE, "spread", link);
    }

    private static Message bought(String execId, String link) {
        return part(fill(execId, BUY, "0.003", "60000"), LEG, "BTC-PERP", link);
    }

    private static Message sold(String execId, String link) {
        return part(fill(execId, SELL, "0.006", "30005"), LEG, "other", link);
    }

    private static Message priced(String execId, String bought, String sold) {
        return leg(leg(whole(execId, execId), "other", SELL, sold), "BTC-PERP", BUY, bought);
    }

    private static List<String> reasons(RunningNode node) {
        return facts(node).getOldestHeldList().stream().map(HeldMessage::getReason).toList();
    }

    @Test
    void legsThatAWholePricesAreBookedAndReportsOfThemAreHeldUntilItIsSaidWhetherTheyRepeatIt() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true)) {
            try (RunningNode node = RunningNode.start(data, feed(broker, ""))) {
                Venue venue = opened(node, broker);
                broker.send(priced("E-1", "60000", "30005"));
                broker.send(bought("E-2", "E-1"));
                broker.send(sold("E-3", "E-1"));
                settled(node, broker);
                assertThat(held(venue)).isEqualTo(LEGS);
                assertThat(reasons(node)).hasSize(2).allMatch(reason -> reason.startsWith("is of a leg, and combos"));
                Message corrected = correct("E-4", "E-1", BUY, "0.001", "-8");
                broker.send(leg(leg(part(corrected, WHOLE, "spread", "E-1"), "BTC-PERP", BUY, "60000"), "other", SELL,
                        "30004"));
                settled(node, broker);
                assertThat(held(venue)).containsExactly("instruments/btc-perp 0.001", "instruments/other -0.002");
                broker.send(part(bust("E-5", "E-1", BUY), WHOLE, "spread", "E-1"));
                settled(node, broker);
                assertThat(held(venue)).isEmpty();
            }
            try (RunningNode node = RunningNode.start(data, feed(broker, "whole"))) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(facts(node).getPassed())
                        .as("what was held repeats the whole").isEqualTo(2));
                assertThat(facts(node).getHeld()).isZero();
                assertThat(held(new Venue(node))).isEmpty();
            }
        }
    }

    @Test
    void whereTheWholeIsTheTradeItsLegsArePassed() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, feed(broker, "whole"))) {
            Venue venue = opened(node, broker);
            broker.send(whole("E-1", "T-1"));
            broker.send(bought("E-2", "T-1"));
            broker.send(sold("E-3", "T-1"));
            settled(node, broker);
            assertThat(held(venue)).as("nothing prices the legs").containsExactly("instruments/spread 0.003");
            assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getPassed).containsExactly(1L, 2L);
        }
    }

    @Test
    void whereTheLegsAreTheTradeTheWholeIsHeld() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, feed(broker, "legs"))) {
            Venue venue = opened(node, broker);
            broker.send(bought("E-2", "T-1"));
            broker.send(whole("E-1", "T-1"));
            broker.send(sold("E-3", "T-1"));
            settled(node, broker);
            assertThat(held(venue)).isEqualTo(LEGS);
            assertThat(reasons(node)).containsExactly("is of a whole combo, and combos says that only legs are told");
        }
    }

    private static Order order(Venue venue) {
        return DropCopyOverThePortTest.order(venue);
    }

    private static void marked(Venue venue) {
        venue.mark("60000");
        UpdateMarksRequest.Builder marks = UpdateMarksRequest.newBuilder().setRequestId(RunningNode.requestId());
        Map.of("other", "30005", "spread", "-10").forEach((id, price) -> marks.addMarks(Mark.newBuilder()
                .setInstrument("instruments/" + id).setPrice(price).setIndex("60000").setDelta("1")
                .setObserveTime(Venue.now())));
        venue.instruments().updateMarks(marks.build());
    }

    private static Message ofOrder(Message report) {
        report.setString(11, "o-1");
        return report;
    }

    @Test
    void partsThatAreToldApartAreBookedOnceAllHaveCome() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, feed(broker, "apart"))) {
            Venue venue = opened(node, broker);
            marked(venue);
            assertThat(venue.decide("alpha", DecisionItem.newBuilder().setNewOrder(Venue.order("o-1", "-10", "0.003")
                    .setInstrument("instruments/spread")).build()).getOutcomes(0).getRefusal())
                    .isEqualTo(Refusal.getDefaultInstance());
            broker.send(ofOrder(sold("E-1", "T-1")));
            broker.send(ofOrder(whole("E-2", "T-1")));
            await().untilAsserted(() -> assertThat(facts(node).getUnderWay()).isEqualTo(2));
            assertThat(held(venue)).as("a leg is missing").isEmpty();
            assertThat(order(venue).getQuantity()).as("what it could come to is held by the order").isEqualTo("0.003");
            broker.send(part(bust("E-9", "E-2", BUY), WHOLE, "spread", "T-2"));
            Message half = part(fill("E-3", BUY, "0.002", "60000"), LEG, "BTC-PERP", "T-1");
            half.setString(12, "0.5");
            broker.send(half);
            broker.send(part(fill("E-4", BUY, "0.001", "60000"), LEG, "BTC-PERP", "T-1"));
            settled(node, broker);
            assertThat(held(venue)).isEqualTo(LEGS);
            assertThat(order(venue)).as("filled").isEqualTo(Order.getDefaultInstance());
            broker.sendAgain(ofOrder(sold("E-1", "T-1")));
            broker.sendAgain(ofOrder(whole("E-2", "T-1")));
            broker.sendAgain(bought("E-3", "T-1"));
            settled(node, broker);
            assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getKnown, FactCounts::getSuspended,
                    FactCounts::getHeld).as("the bust names another trade").containsExactly(1L, 1L, 1L, 0);
            broker.send(part(bust("E-5", "E-1", SELL), LEG, "other", "T-1"));
            broker.send(part(bust("E-6", "E-2", BUY), WHOLE, "spread", "T-1"));
            broker.send(part(bust("E-7", "E-3", BUY), LEG, "BTC-PERP", "T-1"));
            settled(node, broker);
            assertThat(held(venue)).isEmpty();
            assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getKnown, FactCounts::getSuspended)
                    .as("what goes with the whole is gone").containsExactly(3L, 2L, 1L);
        }
    }

    @Test
    void partsThatWaitAreAskedForAgainAfterAStopAndHeldWhereTheRestDoesNotCome() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true)) {
            try (RunningNode node = RunningNode.start(data, feed(broker, "apart"))) {
                opened(node, broker);
                broker.send(whole("E-1", "T-1"));
                broker.send(bought("E-2", "T-1"));
                broker.send(whole("E-4", "T-2"));
                await().untilAsserted(() -> assertThat(facts(node).getUnderWay()).isEqualTo(3));
            }
            broker.send(sold("E-3", "T-1"));
            try (RunningNode node = RunningNode.start(data, feed(broker, "apart"))) {
                Venue venue = new Venue(node);
                broker.awaitLogon();
                settled(node, broker);
                assertThat(held(venue)).isEqualTo(LEGS);
                assertThat(reasons(node)).containsExactly("the rest of its trade has not come");
                broker.send(part(bust("E-7", "E-4", BUY), WHOLE, "spread", "T-2"));
                settled(node, broker);
                assertThat(reasons(node)).hasSize(2).contains("its trade is not told in full");
                broker.send(bought("E-5", "T-2"));
                broker.send(sold("E-6", "T-2"));
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(facts(node).getHeld()).isZero());
                assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getSuspended)
                        .as("both trades, and the bust of the second").containsExactly(3L, 0L);
                assertThat(held(venue)).isEqualTo(LEGS);
            }
        }
    }

    @Test
    void whatDoesNotMakeATradeIsHeldWithTheReason() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, feed(broker, "apart"))) {
            Venue venue = opened(node, broker);
            broker.send(whole("E-1", "T-1"));
            broker.send(part(fill("E-2", BUY, "0.003", "60000"), LEG, "spread", "T-1"));
            broker.send(part(fill("E-3", BUY, "0.002", "60000"), LEG, "BTC-PERP", "T-3"));
            broker.send(part(fill("E-4", BUY, "0.001", "60001"), LEG, "BTC-PERP", "T-3"));
            broker.send(whole("E-5", "T-3"));
            broker.send(part(whole("E-6", "T-4"), "4", "spread", "T-4"));
            settled(node, broker);
            assertThat(reasons(node)).containsExactlyInAnyOrder("a leg of its trade is none of its instrument",
                    "a leg of its trade is none of its instrument", "a leg of its trade is told in several ways",
                    "a leg of its trade is told in several ways", "a leg of its trade is told in several ways",
                    "multi-leg reporting type 4 is not known");
            assertThat(held(venue)).isEmpty();
        }
    }

    @Test
    void aWholeThatPricesItsLegsOtherwiseThanItsTermsIsHeld() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, feed(broker, "whole"))) {
            Venue venue = opened(node, broker);
            broker.send(priced("E-1", "60000", null));
            broker.send(leg(whole("E-2", "E-2"), "other", SELL, "30005"));
            broker.send(leg(leg(whole("E-3", "E-3"), "other", BUY, "30005"), "BTC-PERP", BUY, "60000"));
            broker.send(leg(leg(whole("E-4", "E-4"), "other", SELL, "30005"), "ETH-PERP", BUY, "60000"));
            settled(node, broker);
            assertThat(reasons(node)).containsExactly("has no field 637", "tells 1 legs of 2",
                    "tells sides of legs that are not those of its instrument", "tells nothing of leg BTC-PERP");
            assertThat(held(venue)).isEmpty();
        }
    }
}
