package io.breakwater.actors.counterparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.Node;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.Courier.CourierSetup;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.scope.GrantAnnouncements;
import io.breakwater.bench.BenchMarket;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Envelope;
import io.breakwater.log.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counterparties and the caps above them, each in lanes of their own, and what those lanes do by themselves. */
class CounterpartyDutiesTest {
    private static final String FIRM = "firms/acme";
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private static final FundingHistory NO_HISTORY =
            (_, _) -> CompletableFuture.failedFuture(new IllegalStateException("nothing here pays funding"));

    private final Node node = new Node();
    private final AtomicReference<MarketView> view =
            new AtomicReference<>(BenchMarket.view(0, 1, BenchMarket.START_MICROS));
    private final ActorRef<Courier.Message<CounterpartyCommand>> down =
            node.kit.spawn(Courier.of(new CourierSetup("down", 0, PATIENCE, node::now)));
    private final ActorRef<Courier.Message<ScopeCommand>> up =
            node.kit.spawn(Courier.of(new CourierSetup("up", 0, PATIENCE, node::now)));
    private LaneRouter<Valued, CounterpartyCommand> counterparties;
    private LaneRouter<Scope, ScopeCommand> scopes;
    private int orders;

    @BeforeEach
    void start() {
        Duration always = Duration.ofNanos(10_000);
        scopes = node.lanes(new ScopeAggregate(), 2, () -> List.of(new GrantAnnouncements(down, always)));
        counterparties = node.lanes(new CounterpartyAggregate(), 2, view::get,
                () -> CounterpartyDuties.of(view::get, up, NO_HISTORY, always));
        up.tell(new Courier.Connect<>(scopes));
        down.tell(new Courier.Connect<>(counterparties));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void accepted(LaneReply reply) {
        assertThat(reply.outcomes()).allMatch(outcome -> outcome.isAccepted());
    }

    private void cap(long orderCount) {
        node.tell(scopes, FIRM, new ScopeRequest.SetCap(new Limit(Measure.WORKING_ORDERS, "", orderCount, true)));
        accepted(node.reply());
    }

    private void enrol(String counterparty) {
        node.tell(scopes, FIRM, new ScopeRequest.Enroll(counterparty));
        accepted(node.reply());
        List<Grant> grants = node.read(scopes, FIRM, scope -> scope.grantsTo(counterparty));
        onboard(counterparty, FIRM, grants);
    }

    private void onboard(String counterparty, String scopePath, List<Grant> grants) {
        node.tell(counterparties, counterparty,
                new CounterpartyRequest.Onboard(counterparty, scopePath, 0, List.of(new CounterpartyRequest.OpenAccount(
                        "main", "self", MarginMode.CROSS, "BTC", Permissions.ALL)), grants),
                new CounterpartyFact.Deposit("main", "BTC", 8, 1_000_00000000L, "opening"));
        accepted(node.reply());
    }

    private NewOrder order() {
        return new NewOrder("main", "o" + ++orders, BenchMarket.PERPETUAL, Direction.BUY,
                CounterpartyRequest.OrderType.LIMIT, CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL, 999_000 - orders,
                1, false, false, "", "");
    }

    private boolean isPlaced(String counterparty) {
        node.tell(counterparties, counterparty, order());
        return node.reply().outcomes()[0].isAccepted();
    }

    /** What is wanted is granted by and by. */
    private void placeUntilSoManyWork(String counterparty, int orders) {
        await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(60)).until(() -> {
            isPlaced(counterparty);
            return working(counterparty) >= orders;
        });
    }

    private long granted(String counterparty) {
        return node.read(counterparties, counterparty, valued -> valued.counterparty().allowances()
                .get(Allowance.key(FIRM, Measure.WORKING_ORDERS)).granted());
    }

    private long outstanding() {
        return node.read(scopes, FIRM, scope -> scope.escrow(Measure.WORKING_ORDERS).outstanding());
    }

    private long working(String counterparty) {
        return node.read(counterparties, counterparty, valued -> (long) valued.counterparty().orders().size());
    }

    @Test
    void whatIsWantedIsGrantedFromTheCapAboveUntilItIsUsedUpAndNeverBeyond() {
        cap(60);
        enrol("alpha");
        enrol("beta");
        assertThat(granted("alpha")).isLessThan(10);

        placeUntilSoManyWork("alpha", 40);
        for (int i = 0; i < 60; i++) {
            isPlaced("beta");
            isPlaced("alpha");
        }
        assertThat(working("beta")).as("its first part").isPositive();
        assertThat(working("alpha") + working("beta")).isLessThanOrEqualTo(60);
        assertThat(outstanding()).as("what was granted and not returned").isLessThanOrEqualTo(60);
    }

    @Test
    void aLoweredCapIsRecalledFromThoseWhoHoldIt() {
        cap(60);
        enrol("alpha");
        placeUntilSoManyWork("alpha", 20);
        cap(10);
        node.tell(counterparties, "alpha", new CounterpartyRequest.MassCancel("", 0));
        accepted(node.reply());
        await().atMost(Duration.ofSeconds(20)).until(() -> outstanding() <= 10);
        for (int i = 0; i < 30; i++) {
            isPlaced("alpha");
        }
        assertThat(working("alpha")).isLessThanOrEqualTo(10);
    }

    /** What comes before it is there is lost, and by what it was onboarded with it wants nothing. */
    @Test
    void whatWasGrantedBeforeTheOnboardingIsHeardOfThen() {
        cap(60);
        node.tell(scopes, FIRM, new ScopeRequest.Enroll("late"));
        accepted(node.reply());
        List<Grant> first = node.read(scopes, FIRM, scope -> scope.grantsTo("late"));
        node.tell(scopes, FIRM, new ScopeFact.HolderReported("late", Measure.WORKING_ORDERS, 0, 20));
        accepted(node.reply());
        node.tell(counterparties, "late", new CounterpartyFact.AllowanceChanged(first.getLast()));
        assertThat(node.reply().outcomes()[0].verdict()).isEqualTo(Verdict.DUPLICATE);
        onboard("late", FIRM, first);
        await().until(() -> granted("late") == 20);
    }

    @Test
    void aRestartSaysEverythingAgainAndChangesNothing() {
        cap(60);
        enrol("alpha");
        placeUntilSoManyWork("alpha", 12);
        long outstanding = outstanding();
        node.journal.failNext("counterparty");
        node.tell(counterparties, "alpha", order());
        node.awaitServing();
        assertThat(working("alpha")).isGreaterThanOrEqualTo(12);
        long next = node.tell(counterparties, "alpha", order());
        assertThat(node.reply(next).isDecided(0)).isTrue();
        assertThat(outstanding()).isBetween(outstanding, 60L);
    }

    @Test
    void whatWasThrottledIsBookedOncePerSecond() {
        onboard("gamma", "", List.of());
        node.tell(counterparties, "gamma", new CounterpartyRequest.SetLimit("",
                new Limit(Measure.SUBMIT_RATE, "", 3, true)));
        accepted(node.reply());
        node.micros.set((node.micros.get() / 1_000_000 + 1) * 1_000_000);
        NewOrder[] burst = new NewOrder[10];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = order();
        }
        node.tell(counterparties, "gamma", (CounterpartyCommand[]) burst);
        assertThat(node.reply().outcomes()).filteredOn(outcome -> outcome.verdict() == Verdict.THROTTLED).hasSize(7);
        assertThat(summaries("gamma")).as("the second is not over").isEmpty();

        node.micros.addAndGet(1_000_000);
        await().until(() -> !summaries("gamma").isEmpty());
        isPlaced("gamma");
        assertThat(summaries("gamma")).singleElement()
                .satisfies(summary -> assertThat(summary.submits()).isEqualTo(7));
    }

    private List<CounterpartyFact.Throttled> summaries(String counterparty) {
        List<CounterpartyFact.Throttled> summaries = new ArrayList<>();
        BlockReader reader = new BlockReader(
                RecordCodec.of(CounterpartyEvent.class).codec(CounterpartyEvent.class));
        String lane = "counterparty-0" + counterparties.laneOf(counterparty);
        node.journal.log(lane).forEach(block -> {
            for (Envelope envelope : reader.read(block.bytes()).envelopes()) {
                if (envelope.event() instanceof CounterpartyEvent.RequestsThrottled(CounterpartyFact.Throttled fact)) {
                    assertThat(envelope.caller()).isEqualTo("engine");
                    summaries.add(fact);
                }
            }
        });
        return summaries;
    }

    @Test
    void aBreachOpensAndClosesByItselfWhenTheMarketMoves() {
        onboard("delta", "", List.of());
        Limit loss = new Limit(Measure.LOSS, "", 300_000_000_000L, true);
        node.tell(counterparties, "delta", new CounterpartyRequest.SetLimit("", loss));
        accepted(node.reply());
        assertThat(isPlaced("delta")).isTrue();
        assertThat(breaches("delta")).isZero();

        MarketView calm = view.get();
        Quoted spot = calm.instrument(1);
        Mark half = Mark.of(spot.mark().ticks() / 2, spot.mark().indexTicks() / 2, 1_000_000, node.now());
        view.set(calm.apply(new TapeEvent.InstrumentObserved(new Quoted(1, spot.name(), spot.venue(), spot.symbol(),
                spot.terms(), spot.lifeCycle(), half, spot.state()))).at(new ViewId("bench", 1, 2, 0)));
        await().until(() -> breaches("delta") > 0);
        view.set(calm.at(new ViewId("bench", 1, 3, 0)));
        await().until(() -> breaches("delta") == 0);
    }

    private long breaches(String counterparty) {
        return node.read(counterparties, counterparty,
                valued -> (long) valued.counterparty().standing().breaches().size());
    }
}
