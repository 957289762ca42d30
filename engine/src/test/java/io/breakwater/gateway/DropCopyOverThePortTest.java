package io.breakwater.gateway;

import static io.breakwater.feed.fix.LoopbackBroker.bust;
import static io.breakwater.feed.fix.LoopbackBroker.correct;
import static io.breakwater.feed.fix.LoopbackBroker.fill;
import static io.breakwater.feed.fix.LoopbackBroker.refusal;
import static io.breakwater.feed.fix.LoopbackBroker.report;
import static io.breakwater.feed.fix.LoopbackBroker.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.app.RunningNode;
import io.breakwater.feed.fix.FixStores;
import io.breakwater.feed.fix.LoopbackBroker;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.FactCounts;
import io.breakwater.v1.Feed;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.FeedState;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.Order;
import io.breakwater.v1.OrderState;
import io.breakwater.v1.Permission;
import io.breakwater.v1.Position;
import io.breakwater.v1.PositionSide;
import io.breakwater.v1.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/** A node that is told by a broker, over FIX, what was traded. */
@TakesLong
class DropCopyOverThePortTest {

    @TempDir
    private Path data;

    static FactCounts facts(RunningNode node) {
        return feed(node).getFacts();
    }

    private static Feed feed(RunningNode node) {
        List<Feed> feeds = FeedServiceGrpc.newBlockingStub(node.channel())
                .listFeeds(ListFeedsRequest.getDefaultInstance()).getFeedsList();
        assertThat(feeds).as("it begins when the node is ready").hasSize(1);
        return feeds.getFirst();
    }

    private static Position position(Venue venue) {
        List<Position> all = venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/alpha").build()).getPositionsList();
        return all.stream().filter(it -> it.getInstrument().equals(Venue.PERPETUAL)).findFirst()
                .orElse(Position.getDefaultInstance());
    }

    static void settled(RunningNode node, LoopbackBroker broker) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(facts(node).getExpected()).isEqualTo(broker.session().getExpectedSenderNum());
            assertThat(facts(node).getUnderWay()).isZero();
        });
    }

    @Test
    void fillsCorrectsAndBustsAreBookedOnceHoweverOftenTheyAreSaid() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, broker.feed("initiator"))) {
            Venue venue = new Venue(node).opened("alpha");
            broker.awaitLogon();
            Message first = fill("E-1", "1", "1.000", "60000");
            first.setString(12, "12.5");
            broker.send(first);
            broker.send(fill("E-2", "1", "2.000", "60010.5"));
            broker.send(report("0", "E-0", "1", "0", "0"));
            settled(node, broker);
            assertThat(position(venue).getQuantity()).isEqualTo("3");
            assertThat(position(venue).getFees(0).getAmount()).isEqualTo("12.5");
            Message early = correct("E-3", "E-1", "1", "0.500", "60000");
            broker.send(early);
            broker.send(correct("E-4", "E-1", "1", "0.700", "60001"));
            broker.send(bust("E-5", "E-2", "1"));
            settled(node, broker);
            assertThat(position(venue).getQuantity()).isEqualTo("0.7");
            assertThat(position(venue).getCashFlow()).isEqualTo("-42000.7");
            broker.sendAgain(first);
            broker.sendAgain(early);
            broker.sendAgain(bust("E-5", "E-2", "1"));
            settled(node, broker);
            assertThat(position(venue).getQuantity()).as("what comes again changes nothing").isEqualTo("0.7");
            assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getKnown, FactCounts::getPassed,
                    FactCounts::getHeld, FactCounts::getSuspended).containsExactly(5L, 3L, 1L, 0, 0L);
            broker.send(bust("E-6", "E-99", "1"));
            settled(node, broker);
            assertThat(facts(node).getSuspended()).as("of nothing that is known").isEqualTo(1);
            assertThat(feed(node).getState()).isEqualTo(FeedState.FEED_STATE_LIVE);
        }
    }

    private static Message effect(Message report, String effect) {
        report.setString(77, effect);
        return report;
    }

    private static List<Tuple> sides(Venue venue) {
        return venue.counterparties().listPositions(ListPositionsRequest.newBuilder()
                .setParent("counterparties/alpha").build()).getPositionsList().stream()
                .map(it -> tuple(it.getPositionSide(), it.getQuantity())).toList();
    }

    @Test
    void whereLongAndShortAreApartATradeSaysByItsEffectWhichItIsOf() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true)) {
            Map<String, String> feed = broker.feed("initiator");
            feed.put("breakwater.feeds.sources.0.fix.hedged.0", "ACC-1");
            try (RunningNode node = RunningNode.start(data, feed)) {
                Venue venue = new Venue(node).opened();
                HedgeOverThePortTest.onboard(venue);
                broker.awaitLogon();
                broker.send(effect(fill("E-1", "1", "3.000", "60000"), "O"));
                broker.send(effect(fill("E-2", "2", "2.000", "60000"), "O"));
                broker.send(effect(fill("E-3", "2", "1.000", "60000"), "C"));
                broker.send(effect(fill("E-4", "1", "0.500", "60000"), "C"));
                settled(node, broker);
                assertThat(sides(venue)).containsExactly(tuple(PositionSide.POSITION_SIDE_LONG, "2"),
                        tuple(PositionSide.POSITION_SIDE_SHORT, "-1.5"));
                broker.send(effect(correct("E-5", "E-3", "2", "1.000", "60000"), "O"));
                settled(node, broker);
                assertThat(sides(venue)).as("it had not closed").containsExactly(
                        tuple(PositionSide.POSITION_SIDE_LONG, "3"), tuple(PositionSide.POSITION_SIDE_SHORT, "-2.5"));
                broker.send(fill("E-6", "2", "1.000", "60000"));
                broker.send(effect(fill("E-7", "2", "1.000", "60000"), "Z"));
                settled(node, broker);
                assertThat(facts(node)).extracting(FactCounts::getSuspended, FactCounts::getHeld)
                        .as("one that does not say which, one that nobody understands").containsExactly(1L, 1);
            }
        }
    }

    @Test
    void wherePositionsNetTheEffectSaysNothingNew() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, broker.feed("initiator"))) {
            Venue venue = new Venue(node).opened("alpha");
            broker.awaitLogon();
            broker.send(effect(fill("E-1", "1", "3.000", "60000"), "O"));
            broker.send(effect(fill("E-2", "2", "1.000", "60000"), "C"));
            settled(node, broker);
            assertThat(sides(venue)).containsExactly(tuple(PositionSide.POSITION_SIDE_NET, "2"));
        }
    }

    @Test
    void whatIsSaidWhileTheNodeIsDownIsAskedForWhenItIsBack() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true)) {
            try (RunningNode node = RunningNode.start(data, broker.feed("initiator"))) {
                Venue venue = new Venue(node).opened("alpha");
                broker.awaitLogon();
                for (int i = 0; i < 200; i++) {
                    broker.send(fill("E-" + i, "1", "0.001", "60000"));
                }
                await().untilAsserted(() -> assertThat(facts(node).getBooked()).as("in the middle").isPositive());
            }
            for (int i = 200; i < 300; i++) {
                broker.send(fill("E-" + i, "1", "0.001", "60000"));
            }
            try (RunningNode node = RunningNode.start(data, broker.feed("initiator"))) {
                broker.awaitLogon();
                settled(node, broker);
                assertThat(position(new Venue(node)).getQuantity()).isEqualTo("0.3");
                assertThat(facts(node).getBooked() + facts(node).getKnown()).isBetween(100L, 300L);
                assertThat(facts(node).getHeld()).isZero();
            }
        }
    }

    @Test
    void whatNamesNobodyIsHeldAndReadAgainWhenItCanBe() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(false);
                RunningNode node = RunningNode.start(data, broker.feed("acceptor"))) {
            Venue venue = new Venue(node).opened("alpha");
            broker.awaitLogon();
            Message stranger = fill("E-1", "1", "1.000", "60000");
            stranger.setString(1, "ACC-2");
            broker.send(stranger);
            Message unlisted = fill("E-2", "1", "1.000", "60000");
            unlisted.setString(55, "ETH-PERP");
            broker.send(unlisted);
            Message bust = bust("E-3", "E-2", "1");
            bust.setString(55, "ETH-PERP");
            broker.send(bust);
            broker.send(fill("E-4", "1", "0.0001", "60000"));
            settled(node, broker);
            assertThat(facts(node).getOldestHeldList()).extracting(it -> it.getReason()).containsExactly(
                    "account ACC-2 is not known", "symbol ETH-PERP is not listed", "symbol ETH-PERP is not listed",
                    "a number does not fit its instrument: TOO_PRECISE");
            CreateInstrumentRequest.Builder listing = Venue.perpetual("eth-perp").toBuilder();
            listing.getInstrumentBuilder().setSymbol("ETH-PERP");
            venue.instruments().createInstrument(listing.build());
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                    assertThat(facts(node).getHeld()).as("two of four could be read").isEqualTo(2));
            assertThat(facts(node).getBooked()).as("the fill, and its bust after it").isEqualTo(2);
            assertThat(facts(node).getSuspended()).isZero();
            await().untilAsserted(() -> assertThat(node.metrics())
                    .anyMatch(it -> it.matches("breakwater_feed_held\\{feed=.*} 2"))
                    .anyMatch(it -> it.matches("breakwater_feed_facts_total\\{feed=.*,became=\"booked\"} 2"))
                    .anyMatch(it -> it.matches("breakwater_feed_facts_total\\{feed=.*,became=\"suspended\"} 0")));
        }
    }

    static Order order(Venue venue) {
        List<Order> all = venue.counterparties().listOrders(ListOrdersRequest.newBuilder()
                .setParent("counterparties/alpha").build()).getOrdersList();
        return all.isEmpty() ? Order.getDefaultInstance() : all.getFirst();
    }

    /** Onboards one whose orders rest at another venue. */
    static Venue away(RunningNode node, Permission... more) {
        Venue venue = new Venue(node).opened();
        CreateCounterpartyRequest.Builder onboarding = Venue.onboarding("alpha");
        onboarding.getCounterpartyBuilder().getAccountsBuilder(0).setPlace("venues/main")
                .addAllPermissions(List.of(more));
        venue.counterparties().createCounterparty(onboarding.build());
        venue.counterparties().deposit(DepositRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setAccount("counterparties/alpha/accounts/main").setAsset("assets/usd").setAmount("1000000").build());
        return venue;
    }

    /** By a fresh mark, however long everything before has taken. */
    private static void decide(Venue venue, DecisionItem item) {
        venue.mark("60000");
        assertThat(venue.decide("alpha", item).getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void whatAnOrderIsAtTheVenueFollowsItsReports() throws Exception {
        try (LoopbackBroker broker = new LoopbackBroker(true);
                RunningNode node = RunningNode.start(data, broker.feed("initiator"))) {
            Venue venue = away(node);
            broker.awaitLogon();
            decide(venue, Venue.buy("o-1", "60000", "2"));
            broker.send(state("A", "S-1", "o-1"));
            settled(node, broker);
            assertThat(order(venue).getState()).isEqualTo(OrderState.ORDER_STATE_SENT);
            Message working = state("0", "S-2", "o-1");
            broker.send(working);
            settled(node, broker);
            assertThat(order(venue).getState()).isEqualTo(OrderState.ORDER_STATE_WORKING);
            decide(venue, Venue.amend("o-1", "60000", "3"));
            assertThat(order(venue).getState()).isEqualTo(OrderState.ORDER_STATE_PENDING_REPLACE);
            Message replaced = state("5", "S-3", "o-1b", "o-1");
            broker.send(replaced);
            settled(node, broker);
            assertThat(order(venue)).extracting(Order::getState, Order::getQuantity)
                    .containsExactly(OrderState.ORDER_STATE_WORKING, "3");
            decide(venue, Venue.amend("o-1", "60000", "4"));
            broker.sendAgain(replaced);
            broker.send(state("6", "S-4", "c-1", "o-1"));
            settled(node, broker);
            assertThat(order(venue).getState()).as("the first replacement, said again, is not the second")
                    .isEqualTo(OrderState.ORDER_STATE_PENDING_REPLACE);
            broker.send(refusal("2", "r-2", "o-1"));
            settled(node, broker);
            assertThat(order(venue)).extracting(Order::getState, Order::getQuantity)
                    .containsExactly(OrderState.ORDER_STATE_WORKING, "3");
            decide(venue, Venue.cancel("o-1"));
            broker.send(state("4", "S-5", "c-1", "o-1"));
            settled(node, broker);
            assertThat(order(venue)).as("what it held is free").isEqualTo(Order.getDefaultInstance());
            broker.send(state("C", "S-6", "o-2"));
            settled(node, broker);
            assertThat(facts(node)).extracting(FactCounts::getBooked, FactCounts::getKnown, FactCounts::getPassed,
                    FactCounts::getHeld).containsExactly(5L, 2L, 1L, 0);
        }
    }

    @Test
    void overTlsBothSidesShowWhoTheyAre() throws Exception {
        FixStores stores = new FixStores(data.resolve("stores")).key("broker").key("node").key("stranger")
                .trust("broker", "node").trust("node", "broker").trust("stranger", "broker");
        try (LoopbackBroker broker = new LoopbackBroker(true, stores.broker("broker"))) {
            Map<String, String> settings = broker.feed("initiator");
            settings.putAll(stores.node("stranger"));
            try (RunningNode node = RunningNode.start(data.resolve("stranger"), settings)) {
                new Venue(node).opened().onboard("alpha");
                await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() ->
                        !broker.session().isLoggedOn());
            }
            settings.putAll(stores.node("node"));
            try (RunningNode node = RunningNode.start(data.resolve("node"), settings)) {
                Venue venue = new Venue(node).opened("alpha");
                broker.awaitLogon();
                broker.send(fill("E-1", "1", "1.000", "60000"));
                settled(node, broker);
                assertThat(position(venue).getQuantity()).isEqualTo("1");
            }
        }
    }
}
