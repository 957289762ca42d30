package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.BalanceKey.Bucket;
import io.breakwater.domain.counterparty.CounterpartyFact.WithdrawalProgress;
import io.breakwater.domain.counterparty.CounterpartyFact.WithdrawalProgress.Progress;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.kernel.Outcome;
import io.breakwater.log.Codec;
import io.breakwater.log.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts: what they do to positions and to the ledger, what takes them back, and what waits for a person. */
class MoneyTest {

    private static final Codec<Counterparty> STATE = RecordCodec.of(Counterparty.class).codec(Counterparty.class);

    /** What a bust has to restore: all but the memory of fills, requests and scales, and demands, which only grow. */
    static List<String> restorable(Counterparty c) {
        List<String> lines = new ArrayList<>();
        c.accounts().forEach((id, account) -> {
            for (long instrument : account.holdings().sortedKeys()) {
                Holding holding = account.holding(instrument);
                lines.add(id + "/" + instrument + " " + holding.position() + holding.buys().lots() + "/"
                        + holding.sells().lots());
            }
        });
        lines.add(c.used().toString());
        lines.add(c.money().ledger().balances().toString());
        lines.add(c.money().withdrawals().toString());
        lines.add(c.standing().toString());
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 1080, 1130, 1231})
    void aBustUndoesTheLatestFillExactly(long seed) {
        Desk desk = Desk.open();
        RandomFlow flow = new RandomFlow(seed, desk);
        for (int step = 0; step < 2_000; step++) {
            flow.market();
            desk.tell(flow.any());
            CounterpartyFact fact = flow.fact();
            if (fact instanceof CounterpartyFact.Fill fill && desk.working(fill.clientOrderId()) == null) {
                List<String> before = restorable(desk.state());
                if (desk.tell(fill).isAccepted()) {
                    desk.market.refresh(desk.now());
                    desk.accepted(new CounterpartyFact.Bust(fill.execution()));
                    assertThat(restorable(desk.state())).as("seed %d, step %d, %s", seed, step, fill)
                            .isEqualTo(before);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsLeftAfterBustsAndCorrectionsIsTheSumOfWhatStands(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = Desk.open();
        List<CounterpartyFact.Fill> standing = new ArrayList<>();
        String[] instruments = {"perp", "inverse", "quanto", "call", "put", "combo", "btc-usd"};
        for (int step = 0; step < 600; step++) {
            int kind = standing.isEmpty() ? 0 : random.nextInt(6);
            if (kind < 4) {
                String instrument = instruments[random.nextInt(instruments.length)];
                CounterpartyFact.Fill fill = desk.fill("main", "", Side.values()[random.nextInt(2)],
                        1 + random.nextInt(9), instrument, 1 + random.nextInt(200));
                standing.add(charged(fill, random.nextInt(100) - 30));
                desk.accepted(standing.getLast());
            } else {
                CounterpartyFact.Fill old = standing.remove(random.nextInt(standing.size()));
                if (kind == 4) {
                    desk.accepted(new CounterpartyFact.Bust(old.execution()));
                } else {
                    standing.add(corrected(old, 1 + random.nextInt(200), 1 + random.nextInt(9), random.nextInt(50)));
                    CounterpartyFact.Fill now = standing.getLast();
                    desk.accepted(new CounterpartyFact.Correction(old.execution(), now.priceTicks(), now.lots(),
                            now.feeMinor()));
                }
            }
        }
        Desk other = Desk.open();
        while (!standing.isEmpty()) {
            other.accepted(standing.remove(random.nextInt(standing.size())));
        }
        assertThat(desk.state().money().ledger()).as("seed %d: ledger", seed)
                .isEqualTo(other.state().money().ledger());
        for (String instrument : instruments) {
            Position here = desk.holding("main", instrument).position();
            Position there = other.holding("main", instrument).position();
            assertThat(here.lots()).as("seed %d: lots", seed).isEqualTo(there.lots());
            assertThat(here.cashFlowMinor()).as("seed %d: cash flow", seed).isEqualTo(there.cashFlowMinor());
            assertThat(here.fees()).as("seed %d: fees", seed).isEqualTo(there.fees());
        }
    }

    private static CounterpartyFact.Fill charged(CounterpartyFact.Fill f, long fee) {
        return new CounterpartyFact.Fill(f.execution(), f.account(), f.clientOrderId(), f.kind(), f.priceTicks(),
                f.lots(), fee, "USD", f.maker(), f.venueTimeMicros(), f.venueSequence());
    }

    private static CounterpartyFact.Fill corrected(CounterpartyFact.Fill f, long ticks, long lots, long fee) {
        return new CounterpartyFact.Fill(f.execution(), f.account(), f.clientOrderId(), f.kind(), ticks, lots, fee,
                "USD", f.maker(), f.venueTimeMicros(), f.venueSequence());
    }

    private static long profit(Desk desk, String instrument, long ticks) {
        Position position = desk.holding("main", instrument).position();
        return position.cashFlowMinor()
                + Valuer.valueMinor(desk.market.quoted(instrument).terms(), position.lots(), ticks);
    }

    @Test
    void profitOfEachPayoff() {
        Desk desk = Desk.open();
        desk.position("main", 10, "perp", 100);
        assertThat(profit(desk, "perp", 110)).as("10 × 1 BTC × 10 USD").isEqualTo(100 * Desk.USD);
        desk.position("main", -10, "inverse", 100);
        assertThat(profit(desk, "inverse", 80)).as("10 × 10 USD × (1/80 − 1/100), in BTC").isEqualTo(25_000_000);
        desk.position("main", 100, "quanto", 10);
        assertThat(profit(desk, "quanto", 15)).as("100 × 0.0001 BTC × 5").isEqualTo(5_000_000);
        desk.position("main", -2, "call", 500);
        assertThat(profit(desk, "call", 300)).as("2 × 2 USD").isEqualTo(4 * Desk.USD);
        desk.position("main", 1, "put", 500);
        assertThat(profit(desk, "put", 700)).as("0.02 BTC").isEqualTo(2_000_000);
        desk.position("main", -1, "combo", -100);
        assertThat(profit(desk, "combo", -300)).as("2 USD").isEqualTo(2 * Desk.USD);
    }

    @Test
    void aSpotTradeMovesBothAssetsAndAFeeIsOwed() {
        Desk desk = Desk.open();
        desk.accepted(charged(desk.fill("main", "", Side.BUY, 3, "btc-usd", 100), 7));
        assertThat(desk.balance("main", "BTC")).isEqualTo(300_000_000);
        assertThat(desk.balance("main", "USD")).isEqualTo((1_000_000 - 300) * Desk.USD - 7);
        assertThat(desk.holding("main", "btc-usd").position().lots()).isZero();
        assertThat(CounterpartyPropertiesTest.imbalances(desk.state().money().ledger())).isEmpty();
        desk.begin();
        assertThat(desk.valued().valuation().balancesUsdMicros()).as("at 100 USD a BTC, less the fee")
                .isEqualTo(2_000_000 * Desk.USD - 7);
    }

    @Test
    void aBustLeavesTheSessionsThatWereSettledMeanwhile() {
        Desk desk = Desk.open();
        desk.position("main", 5, "perp", 100);
        desk.accepted(new CounterpartyFact.Settlement("main", desk.market.id("perp"), 110, "first"));
        CounterpartyFact.Fill fill = desk.fill("main", "", Side.BUY, 3, "perp", 120);
        desk.accepted(fill);
        desk.accepted(new CounterpartyFact.Settlement("main", desk.market.id("perp"), 130, "second"));
        desk.accepted(new CounterpartyFact.Bust(fill.execution()));
        Position left = desk.holding("main", "perp").position();
        assertThat(left.lots()).isEqualTo(5);
        assertThat(left.anchorTicks()).isEqualTo(130);
        long paid = desk.balance("main", "USD") - 1_000_000 * Desk.USD;
        assertThat(paid + left.cashFlowMinor()).as("five at 100, and nothing of the three").isEqualTo(-500 * Desk.USD);
    }

    @Test
    void duplicatesAreKnownByTheirExecutionAndByTheirRequest() {
        Desk desk = Desk.open();
        CounterpartyFact.Fill fill = desk.fill("main", "", Side.BUY, 5, "perp", 100);
        var id = desk.nextId();
        assertThat(desk.tell(fill, id).isAccepted()).isTrue();
        assertThat(desk.tell(fill, id).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(fill).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        desk.accepted(new CounterpartyFact.Bust(fill.execution()));
        assertThat(desk.tell(new CounterpartyFact.Bust(fill.execution())).verdict())
                .isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(fill).verdict()).as("what was busted stays busted").isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.holding("main", "perp").isEmpty()).isTrue();
    }

    @Test
    void anotherFillUnderAUsedExecutionKeyIsNotDropped() {
        Desk desk = Desk.open();
        CounterpartyFact.Fill fill = charged(desk.fill("main", "", Side.BUY, 5, "perp", 100), 7);
        desk.accepted(fill);
        List<CounterpartyFact.Fill> others = List.of(corrected(fill, 101, 5, 7), corrected(fill, 100, 6, 7),
                corrected(fill, 100, 5, 8));
        for (CounterpartyFact.Fill other : others) {
            assertThat(desk.tell(other).verdict()).as("%s", other).isEqualTo(Outcome.Verdict.SUSPENSE);
        }
        assertThat(desk.state().money().suspended()).isEqualTo(others.size());
        assertThat(desk.tell(charged(fill, 0)).verdict()).as("a source that tells no fee")
                .isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.holding("main", "perp").position().lots()).isEqualTo(5);
    }

    @Test
    void whatACorrectionHasReplacedIsStillKnown() {
        Desk desk = Desk.open();
        CounterpartyFact.Fill fill = desk.fill("main", "", Side.BUY, 5, "perp", 100);
        desk.accepted(fill);
        desk.accepted(new CounterpartyFact.Correction(fill.execution(), 101, 4, 0));
        assertThat(desk.tell(fill).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.tell(corrected(fill, 101, 4, 0)).verdict()).isEqualTo(Outcome.Verdict.DUPLICATE);
        assertThat(desk.holding("main", "perp").position().lots()).isEqualTo(4);
    }

    @Test
    void anotherFactUnderAUsedIdIsNotDropped() {
        Desk desk = Desk.open();
        var id = desk.nextId();
        desk.tell(desk.fill("main", "", Side.BUY, 5, "perp", 100), id);
        CounterpartyFact.Fill other = desk.fill("main", "", Side.BUY, 5, "perp", 100);
        assertThat(desk.tell(other, id).verdict()).isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(desk.state().money().suspended()).isEqualTo(1);
    }

    @Test
    void aFactThatCannotBeMatchedWaitsInSuspense() {
        Desk desk = Desk.open();
        List<CounterpartyFact> strange = List.of(
                desk.fill("nowhere", "", Side.BUY, 5, "perp", 100),
                desk.fill("main", "", Side.BUY, 5, "nothing", 100),
                desk.fill("main", "", Side.BUY, 0, "perp", 100),
                desk.fill("main", "", Side.BUY, 5, "inverse", 0),
                new CounterpartyFact.Bust(desk.fill("main", "", Side.BUY, 5, "perp", 100).execution()),
                new CounterpartyFact.Correction(desk.fill("main", "", Side.BUY, 5, "perp", 100).execution(), 1, 1, 0),
                new CounterpartyFact.Deposit("main", "USD", 2, 100, "another scale"),
                new CounterpartyFact.Deposit("main", "USD", 6, -100, "negative"),
                new CounterpartyFact.Deposit("main", "USD", 6, Long.MAX_VALUE, "too much"),
                new WithdrawalProgress(42, Progress.CONFIRMED),
                new CounterpartyFact.PositionTransfer("main", "main", desk.market.id("perp"), 5, 100, "to itself"),
                new CounterpartyFact.Funding("main", 999, 5, "nothing"));
        for (CounterpartyFact fact : strange) {
            assertThat(desk.tell(fact).verdict()).as("%s", fact).isEqualTo(Outcome.Verdict.SUSPENSE);
        }
        assertThat(desk.state().money().suspended()).isEqualTo(strange.size());
    }

    private static long pending(Desk desk) {
        return desk.state().money().ledger().balance(new BalanceKey("main", "USD", "self", Bucket.PENDING_OUT));
    }

    @Test
    void aWithdrawalIsOutWhenItIsConfirmedAndBackWhenItFailed() {
        Desk desk = Desk.open();
        long first = desk.accepted(new CounterpartyRequest.Withdraw("main", "USD", 6, 300, "w")).reference();
        long second = desk.accepted(new CounterpartyRequest.Withdraw("main", "USD", 6, 200, "w")).reference();
        assertThat(pending(desk)).isEqualTo(500);
        desk.accepted(new WithdrawalProgress(first, Progress.SENT));
        desk.accepted(new WithdrawalProgress(first, Progress.CONFIRMED));
        assertThat(pending(desk)).isEqualTo(200);
        desk.accepted(new WithdrawalProgress(second, Progress.FAILED));
        assertThat(pending(desk)).isZero();
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD - 300);
        assertThat(desk.state().money().netFlowsUsdMicros(desk.market.view())).isEqualTo(2_000_000 * Desk.USD - 300);
        assertThat(desk.state().money().withdrawals().size()).isZero();
    }

    /** An asset of 18 digits after the point has room for nine units in each balance. */
    @Test
    void aWithdrawalThatDoesNotFitBesideThoseUnderWayIsRefused() {
        Desk desk = Desk.open();
        desk.market.listSpot(20, "wei-usd", new Asset("WEI", 18), 1);
        long most = Long.MAX_VALUE - 1;
        desk.accepted(new CounterpartyFact.Deposit("main", "WEI", 18, most, "wire"));
        desk.accepted(new CounterpartyRequest.Withdraw("main", "WEI", 18, most, "w"));
        desk.accepted(new CounterpartyFact.Adjustment("main", "WEI", 18, most, "found"));
        assertThat(desk.refused(new CounterpartyRequest.Withdraw("main", "WEI", 18, most, "w")).reason())
                .isEqualTo(Code.OVERFLOW);
        assertThat(desk.balance("main", "WEI")).isEqualTo(most);
    }

    @Test
    void whatCameInWithoutAPriceIsNoProfitOnceItHasOne() {
        Desk desk = Desk.open();
        desk.deposit("main", "DOGE", 500_000_000);
        assertThat(desk.state().money().netFlowsUsdMicros(desk.market.view())).isEqualTo(2_000_000 * Desk.USD);
        desk.market.listSpot(20, "doge-usd", new Asset("DOGE", 8), 10);
        assertThat(desk.state().money().netFlowsUsdMicros(desk.market.view())).isEqualTo(2_000_050 * Desk.USD);
        desk.limit("", Measure.LOSS, "", 99 * Desk.USD);
        desk.position("main", 10, "perp", 100);
        desk.market.mark("perp", 90, desk.now());
        desk.begin();
        assertThat(desk.refused(desk.buy("b1", 1, "perp", 90)).reason()).isEqualTo(Code.LOSS);
    }

    @Test
    void fundingIsReceivedOnceInLedgerAndPosition() {
        Desk desk = Desk.open();
        desk.position("main", 5, "inverse", 100);
        desk.accepted(new CounterpartyFact.Funding("main", desk.market.id("inverse"), -700, "f"));
        assertThat(desk.balance("main", "BTC")).isEqualTo(-700);
        assertThat(desk.holding("main", "inverse").position().fundingMinor()).isEqualTo(-700);
    }

    @Test
    void settlingASessionPaysTheProfitAndChangesNothingInAll() {
        Desk desk = Desk.open();
        desk.position("main", 5, "perp", 100);
        desk.begin();
        long equity = Valuation.of(desk.state(), desk.market.view()).equityUsdMicros();
        var settled = (CounterpartyEvent.SessionSettled) desk.event(
                new CounterpartyFact.Settlement("main", desk.market.id("perp"), 120, "s"));
        assertThat(settled.realisedMinor()).isEqualTo(100 * Desk.USD);
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_100 * Desk.USD);
        assertThat(Valuation.of(desk.state(), desk.market.view()).equityUsdMicros()).isEqualTo(equity);
        assertThat(desk.holding("main", "perp").position().anchorTicks()).isEqualTo(120);
    }

    @Test
    void deliveryEndsThePositionAndEverythingThatWorksThere() {
        Desk desk = Desk.open();
        desk.position("main", 5, "future", 100);
        new Story(desk).given("buy 2 future @ 95 as b; sell 2 future @ 105 as s; buy 1 perp @ 100 as other");
        desk.accepted(new CounterpartyFact.Delivery("main", desk.market.id("future"), 130, "d"));
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_150 * Desk.USD);
        assertThat(desk.holding("main", "future").isEmpty()).isTrue();
        assertThat(desk.working("b")).isNull();
        assertThat(desk.working("s")).isNull();
        assertThat(desk.working("other")).isNotNull();
        assertThat(new NaiveTwin(desk.state()).differences()).isEmpty();
        assertThat(CounterpartyPropertiesTest.imbalances(desk.state().money().ledger())).isEmpty();
    }

    @Test
    void aLoanIsOwedUntilItIsPaidBack() {
        Desk desk = Desk.open();
        desk.begin();
        long equity = desk.valued().valuation().equityUsdMicros();
        assertThat(desk.event(new CounterpartyFact.Loan("main", "USD", 6, 500, "lenders/l", "r")))
                .isInstanceOf(CounterpartyEvent.LoanOpened.class);
        assertThat(Valuation.of(desk.state(), desk.market.view()).equityUsdMicros()).isEqualTo(equity);
        assertThat(desk.event(new CounterpartyFact.Loan("main", "USD", 6, -500, "lenders/l", "r")))
                .isInstanceOf(CounterpartyEvent.LoanClosed.class);
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD);
    }

    @Test
    void anAdjustmentComesOutOfSuspense() {
        Desk desk = Desk.open();
        desk.accepted(new CounterpartyFact.Adjustment("main", "USD", 6, 42, "found"));
        Account main = desk.state().account("main");
        assertThat(desk.balance("main", "USD")).isEqualTo(1_000_000 * Desk.USD + 42);
        assertThat(desk.state().money().ledger().balance(BalanceKey.contra(BalanceKey.SUSPENSE, main, "USD")))
                .isEqualTo(-42);
    }

    @Test
    void aTransferMovesLotsAtAPriceAndNothingInAll() {
        Desk desk = Desk.open();
        desk.position("main", 5, "perp", 100);
        long equity = Valuation.of(desk.state(), desk.market.view()).equityUsdMicros();
        desk.accepted(new CounterpartyFact.PositionTransfer("main", "away", desk.market.id("perp"), 3, 110, "t"));
        assertThat(desk.holding("main", "perp").position().lots()).isEqualTo(2);
        assertThat(desk.holding("away", "perp").position().lots()).isEqualTo(3);
        assertThat(profit(desk, "perp", 100)).as("3 lots went at 10 USD more").isEqualTo(30 * Desk.USD);
        assertThat(Valuation.of(desk.state(), desk.market.view()).equityUsdMicros()).isEqualTo(equity);
    }

    @Test
    void aVenuesFiguresAreComparedAndChangeNothing() {
        Desk desk = Desk.open();
        desk.position("away", 5, "perp", 100);
        var compared = (CounterpartyEvent.VenueSnapshotCompared) desk.event(
                new CounterpartyFact.VenueSnapshot("away", desk.market.id("perp"), 7, desk.now()));
        assertThat(compared.ourLots()).isEqualTo(5);
        assertThat(compared.command().venueLots()).isEqualTo(7);
        assertThat(desk.holding("away", "perp").position().lots()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSnapshotOfABusyCounterpartyIsReadBackAsItWas(long seed) {
        Desk desk = Desk.open();
        RandomFlow flow = new RandomFlow(seed, desk);
        for (int step = 0; step < 3_000; step++) {
            flow.market();
            desk.tell(flow.any());
        }
        byte[] stored = STATE.encode(desk.state());
        assertThat(STATE.encode(STATE.decode(stored))).isEqualTo(stored);
        assertThat(new NaiveTwin(STATE.decode(stored)).differences()).isEmpty();
    }
}
