package io.breakwater.actors.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.TakesLong;
import io.breakwater.actors.Node;
import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.counterparty.Settlements;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.audit.Archive;
import io.breakwater.audit.FundingPaid;
import io.breakwater.audit.Identity;
import io.breakwater.audit.Journal;
import io.breakwater.domain.counterparty.Account;
import io.breakwater.domain.counterparty.BalanceKey;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From the last marks of an instrument to the money of those who hold it, through the lanes of both, the tape and the
 * view. Two counterparties hold opposite positions, so that what one gains the other loses. Nobody tells anything but
 * marks and the time of day.
 */
@TakesLong
class ExpiryTest {

    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long EXPIRY = (Node.START_MICROS / (24 * HOUR) + 1) * 24 * HOUR + 8 * HOUR;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final String CALL = "btc-call";
    private static final String PERPETUAL = "btc-perpetual";

    private Node node = new Node();
    private LaneRouter<Instrument, InstrumentCommand> instruments;
    private LaneRouter<Valued, CounterpartyCommand> counterparties;
    private int trades;
    private int readings;

    @BeforeEach
    void start() {
        startInstruments();
        startCounterparties();
    }

    private void startInstruments() {
        Duration always = Duration.ofNanos(1_000);
        instruments = node.lanes(new InstrumentAggregate(), 2, node.view, id -> List.of(
                new TapeReports<>(id.name(), TapeReports::instrument, node.board), new Calendar(always)));
    }

    private void startCounterparties() {
        counterparties = node.lanes(new CounterpartyAggregate(), 2,
                () -> List.of(new Settlements<>(node.view, Valued::counterparty, this::history, 1)));
    }

    /** As a node reads it; the first time it cannot. */
    private CompletableFuture<List<FundingRate>> history(String name, long micros) {
        FundingPaid paid = new FundingPaid(Archive.of(
                new Journal(node.journal.logs(), null), new Identity("simulation", "dc-a", 0)));
        return readings++ == 0 ? CompletableFuture.failedFuture(new IllegalStateException("the store is busy"))
                : CompletableFuture.supplyAsync(() -> paid.after(lane(name), name, micros, 20));
    }

    private String lane(String instrument) {
        return "instrument-0" + instruments.laneOf(instrument);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void accepted() {
        LaneReply reply = node.reply();
        assertThat(reply.outcomes()).allMatch(outcome -> outcome.isAccepted());
    }

    /** One lot is one coin; prices are whole dollars. */
    private void list(String name, Payoff payoff, long expires, FundingRule funding) {
        Terms terms = new Terms(0, 0, payoff, "BTC", BTC, USD, USD, 1, 0, 0, 0, 0, List.of(new TickBand(1, 1)),
                expires, 30 * MINUTE, new Terms.FeeRule(0, 0), 500, funding);
        node.tell(instruments, name,
                new InstrumentRequest.ListInstrument(name, "", name, terms, LifeCycle.OPEN));
        accepted();
    }

    private void mark(String name, long atMicros, long dollars, long index) {
        node.micros.set(atMicros);
        node.tell(instruments, name, new InstrumentRequest.UpdateMark(Mark.of(dollars, index, 500_000, atMicros)));
        accepted();
    }

    private void holder(String name, long lots, String instrument, long dollars) {
        node.tell(counterparties, name, new CounterpartyRequest.Onboard(name, "", 0, List.of(
                new CounterpartyRequest.OpenAccount("main", "self", MarginMode.CROSS, "USD", Permissions.ALL)),
                List.of()));
        accepted();
        Side side = lots > 0 ? Side.BUY : Side.SELL;
        ExecutionKey key = new ExecutionKey("self", "main", quoted(instrument).id(), 1, "t" + ++trades, side, "");
        node.tell(counterparties, name, new CounterpartyFact.Fill(key, "main", "", CounterpartyFact.FillKind.NEW,
                dollars, Math.abs(lots), 0, "USD", true, node.now(), trades));
        accepted();
    }

    private Quoted quoted(String name) {
        return node.view.current().named(name);
    }

    /** Dollars. */
    private long money(String holder) {
        return node.read(counterparties, holder, valued -> {
            Account account = valued.counterparty().account("main");
            return valued.counterparty().money().ledger().balance(BalanceKey.free(account, "USD")) / 1_000_000;
        });
    }

    private boolean holds(String holder) {
        return node.read(counterparties, holder,
                valued -> !valued.counterparty().account("main").holdings().isEmpty());
    }

    private long blocks() {
        return node.journal.log("counterparty-00").size() + node.journal.log("counterparty-01").size();
    }

    @Test
    void anOptionIsDeliveredAtTheAverageOfItsLastHalfHour() {
        list(CALL, new Payoff.Option(true, 60_000, false), EXPIRY, FundingRule.NONE);
        mark(CALL, EXPIRY - HOUR, 1_500, 60_000);
        await().until(() -> quoted(CALL).mark().isKnown());
        holder("long", 3, CALL, 1_000);
        holder("short", -3, CALL, 1_000);
        mark(CALL, EXPIRY - 20 * MINUTE, 3_000, 63_000);
        node.micros.set(EXPIRY);
        await().until(() -> quoted(CALL).lifeCycle() == LifeCycle.SETTLEMENT_ONLY);
        assertThat(holds("long")).isTrue();
        node.micros.set(EXPIRY + 3_000_000);
        await().until(() -> quoted(CALL).hasEnded());
        assertThat(quoted(CALL).mark().ticks()).as("62,000 less the strike").isEqualTo(2_000);
        await().until(() -> !holds("long") && !holds("short"));
        assertThat(money("long")).isEqualTo(3 * (2_000 - 1_000));
        assertThat(money("short")).isEqualTo(-money("long"));
    }

    /** The node stops when the price is fixed and before anyone has been paid; afterwards it is paid once. */
    @Test
    void aRestartLosesNothingAndPaysNothingTwice() {
        list(CALL, new Payoff.Option(true, 60_000, false), EXPIRY, FundingRule.NONE);
        mark(CALL, EXPIRY - HOUR, 1_500, 63_000);
        await().until(() -> quoted(CALL).mark().isKnown());
        holder("long", 2, CALL, 1_000);
        node.journal.hold("counterparty");
        node.micros.set(EXPIRY + 3_000_000);
        await().until(() -> quoted(CALL).hasEnded());
        await().until(() -> node.journal.held() > 0);
        node.journal.dropHeld();
        node = node.restarted();
        start();
        await().until(() -> !holds("long"));
        assertThat(money("long")).isEqualTo(2 * (3_000 - 1_000));
        node = node.restarted();
        start();
        long settled = blocks();
        node.micros.addAndGet(HOUR);
        node.expectSilence();
        assertThat(blocks()).isEqualTo(settled);
        assertThat(money("long")).isEqualTo(2 * (3_000 - 1_000));
    }

    @Test
    void fundingIsPaidByLongsToShortsAtItsHours() {
        list(PERPETUAL, new Payoff.Linear(), Long.MAX_VALUE, new FundingRule(4 * HOUR, 10_000));
        long due = (Node.START_MICROS / (4 * HOUR) + 1) * 4 * HOUR;
        mark(PERPETUAL, due - 4 * HOUR + HOUR, 50_100, 50_000);
        await().until(() -> quoted(PERPETUAL).mark().isKnown());
        holder("long", 10, PERPETUAL, 50_000);
        holder("short", -10, PERPETUAL, 50_000);
        node.micros.set(due);
        await().until(() -> money("long") < 0 && money("short") > 0);
        assertThat(quoted(PERPETUAL).funding()).singleElement()
                .satisfies(rate -> assertThat(rate.dueAtMicros()).isEqualTo(due));
        assertThat(money("long")).as("0.2 %% for eight hours, known for three: 0.075 %% of 501,000").isEqualTo(-375);
        assertThat(money("short")).isEqualTo(375);
        assertThat(holds("long")).isTrue();
    }

    @Test
    void whatIsDelistedEndsAtTheIndex() {
        list(PERPETUAL, new Payoff.Linear(), Long.MAX_VALUE, FundingRule.NONE);
        mark(PERPETUAL, Node.START_MICROS + HOUR, 50_100, 50_000);
        await().until(() -> quoted(PERPETUAL).mark().isKnown());
        holder("short", -4, PERPETUAL, 50_500);
        node.tell(instruments, PERPETUAL, new InstrumentRequest.Delist("gone"));
        accepted();
        await().until(() -> !holds("short"));
        assertThat(money("short")).isEqualTo(4 * 500);
    }

    /** Nobody books anything for longer than the view remembers, and then the contract ends. */
    @Test
    void whoWasAwayForAnyNumberOfPaymentsPaysThemAllBeforeTheEnd() {
        list(PERPETUAL, new Payoff.Linear(), Long.MAX_VALUE, new FundingRule(MINUTE, 10_000));
        long first = (Node.START_MICROS / MINUTE + 2) * MINUTE;
        mark(PERPETUAL, first - MINUTE, 50_100, 50_000);
        await().until(() -> quoted(PERPETUAL).mark().isKnown());
        holder("long", 10, PERPETUAL, 50_000);
        holder("short", -10, PERPETUAL, 50_000);
        node = node.restarted();
        startInstruments();
        int payments = 60;
        for (int i = 0; i < payments; i++) {
            long due = first + i * MINUTE;
            mark(PERPETUAL, due, 50_100 + i % 7 * 50, 50_000);
            await().until(() -> !quoted(PERPETUAL).funding().isEmpty()
                    && quoted(PERPETUAL).funding().getLast().dueAtMicros() == due);
        }
        assertThat(quoted(PERPETUAL).funding()).hasSizeLessThan(payments);
        node.tell(instruments, PERPETUAL, new InstrumentRequest.Delist("gone"));
        accepted();
        startCounterparties();
        await().until(() -> !holds("long") && !holds("short"));
        List<FundingRate> fixed = new FundingPaid(Archive.of(new Journal(node.journal.logs(), null),
                new Identity("simulation", "dc-a", 0))).after(lane(PERPETUAL), PERPETUAL, 0, 1_000);
        assertThat(fixed).hasSize(payments);
        assertThat(money("long")).isEqualTo(fixed.stream().mapToLong(rate -> funded(10, rate)).sum() / 1_000_000);
        assertThat(money("short")).isEqualTo(fixed.stream().mapToLong(rate -> funded(-10, rate)).sum() / 1_000_000);
        assertThat(readings).as("one that failed, and three of twenty").isGreaterThanOrEqualTo(4);
    }

    private static long funded(long lots, FundingRate rate) {
        return Math.floorDiv(-lots * rate.priceTicks() * 1_000_000 * rate.ratePpb(), 1_000_000_000L);
    }
}
