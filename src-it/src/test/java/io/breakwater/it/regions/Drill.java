package io.breakwater.it.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.app.RunningNode;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.Side;
import io.breakwater.v1.TradingState;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is tried beside the load, with a counterparty that both data centers know and that no limit under load is about:
 * restrictions that are in force where the answer says so, reductions on both sides of a cut, repeats elsewhere.
 */
final class Drill {
    private static final String ID = "drill";
    private static final String NAME = "counterparties/" + ID;
    private static final String QUIET = "venues/quiet";
    private static final String QUANTITY = "0.05";
    private static final int SOON_SECONDS = 30;
    private static final int PACKS = 25;

    private final Trial trial;
    private final List<Long> inForceMillis = new ArrayList<>();
    private final List<Long> restoredMillis = new ArrayList<>();
    private int made;

    Drill(Trial trial) {
        this.trial = trial;
    }

    void onboard() {
        for (DataCenter center : trial.centers()) {
            Venue venue = new Venue(center.channel());
            CreateCounterpartyRequest.Builder request = Venue.onboarding(ID);
            request.getCounterpartyBuilder().setFirm("firms/drill").clearGroup();
            venue.counterparties().createCounterparty(request.build());
            venue.counterparties().deposit(DepositRequest.newBuilder().setRequestId(RunningNode.requestId())
                    .setAccount(NAME + "/accounts/main").setAsset("assets/usd").setAmount("1000000").build());
        }
    }

    private Venue at(int index) {
        return new Venue(trial.center(index).channel());
    }

    private static RestrictResponse placed(Venue venue, String name, String requestId) {
        return venue.counterparties().restrict(RestrictRequest.newBuilder().setRequestId(requestId).setName(name)
                .setRestriction(Restriction.newBuilder().setState(TradingState.TRADING_STATE_REDUCING)
                        .setSource("drill").setReason("campaign")).build());
    }

    /** Asks again under the same id until both have it in force; every answer has waited for a second at most. */
    private static RestrictResponse inForce(Venue venue, String name) {
        String requestId = RunningNode.requestId();
        RestrictResponse[] last = {placed(venue, name, requestId)};
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).until(() -> {
            if (last[0].getPendingCount() > 0) {
                last[0] = placed(venue, name, requestId);
            }
            return last[0].getPendingCount() == 0;
        });
        return last[0];
    }

    private static void lifted(Venue venue, String name, RestrictResponse placed) {
        venue.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setName(name).setReason("over")
                .setRestrictionId(placed.getRestriction().getRestrictionId()).build());
    }

    private ItemOutcome decided(int index, DecisionItem item) {
        at(index).mark(Limits.PRICE);
        return at(index).decide(ID, item).getOutcomes(0);
    }

    private String next(String what) {
        return what + "-" + ++made;
    }

    private DecisionItem buy() {
        return Venue.buy(next("buy"), Limits.PRICE, QUANTITY);
    }

    /** From asking for a restriction until it was known to be in force on the other side, each time. */
    List<Long> inForceMillis() {
        return List.copyOf(inForceMillis);
    }

    /** From losing all disks until everything could be traded there again, each time. */
    List<Long> restoredMillis() {
        return List.copyOf(restoredMillis);
    }

    /** Places and lifts a restriction at one of them. @return from asking until the other was known to have it */
    Duration restrict(int index) {
        long began = System.nanoTime();
        RestrictResponse placed = inForce(at(index), NAME);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        inForceMillis.add(took.toMillis());
        for (int i = 0; i < trial.centers().size(); i++) {
            assertThat(decided(i, buy()).getRefusal().getCode()).as("in force at " + i).isEqualTo("REDUCING");
        }
        lifted(at(index), NAME, placed);
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
            for (int i = 0; i < trial.centers().size(); i++) {
                DecisionItem order = buy();
                assertThat(decided(i, order).getVerdict()).as("lifted at " + i).isEqualTo(Verdict.VERDICT_ACCEPTED);
                decided(i, Venue.cancel(order.getNewOrder().getClientOrderId()));
            }
        });
        return took;
    }

    private Fact fill(Side side, String order) {
        return Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL).setSide(side)
                .setPrice(Limits.PRICE).setQuantity(QUANTITY).setTradeId(next("trade")).setClientOrderId(order)
                .setVenueTimeMicros(System.currentTimeMillis() * 1_000)).build();
    }

    private void filled(int index, Side side) {
        assertThat(told(index, index, fill(side, ""))).isEqualTo(Disposition.DISPOSITION_BOOKED);
    }

    /** @param owner whose order it is about */
    private Disposition told(int index, int owner, Fact fact) {
        return at(index).facts().reportFacts(ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setDataCenter(trial.center(owner).name()).setCounterparty(NAME).setAccountId("main").addFacts(fact)
                .build()).getOutcomes(0).getDisposition();
    }

    /** Signed. */
    private BigDecimal held(int index) {
        return at(index).counterparties().listPositions(ListPositionsRequest.newBuilder()
                        .setParent(NAME).setPageSize(100).build()).getPositionsList().stream()
                .map(position -> new BigDecimal(position.getQuantity())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private DecisionItem sell() {
        return DecisionItem.newBuilder().setNewOrder(Venue.order(next("sell"), Limits.PRICE, QUANTITY)
                .setSide(Side.SIDE_SELL)).build();
    }

    /** One has a position; while they are cut apart all of it is sold on both sides, and once more where it is. */
    void reduceOnBothSides(int index) {
        filled(index, Side.SIDE_BUY);
        RestrictResponse placed = inForce(at(index), NAME);
        trial.tear();
        DecisionItem first = sell();
        assertThat(decided(index, first).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(decided(1 - index, sell()).getVerdict()).as("no position here").isEqualTo(Verdict.VERDICT_REFUSED);
        assertThat(decided(index, sell()).getVerdict()).as("beyond flat").isEqualTo(Verdict.VERDICT_REFUSED);
        decided(index, Venue.cancel(first.getNewOrder().getClientOrderId()));
        filled(index, Side.SIDE_SELL);
        trial.heal();
        trial.awaitConnected();
        lifted(at(index), NAME, placed);
    }

    /** Decided at one, with its answer lost; the other fetches it, and says that it cannot know once it is cut off. */
    void retryElsewhere(int index) {
        DecisionItem order = buy();
        DecideRequest request = Venue.request(ID, order).setDataCenter(trial.center(index).name()).build();
        at(index).mark(Limits.PRICE);
        assertThat(verdict(index, request)).isEqualTo(Verdict.VERDICT_ACCEPTED);
        // Who takes longer than makes a link cut is not waited for: the other cannot know then, and is asked again.
        assertThat(await().atMost(SOON_SECONDS, TimeUnit.SECONDS)
                .until(() -> verdict(1 - index, request), verdict -> verdict != Verdict.VERDICT_UNKNOWN))
                .as("forwarded").isEqualTo(Verdict.VERDICT_ACCEPTED);
        trial.tear();
        assertThat(verdict(1 - index, request)).isEqualTo(Verdict.VERDICT_UNKNOWN);
        assertThat(verdict(index, request)).as("its own answer again").isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(orders(1 - index)).isZero();
        assertThat(orders(index)).isEqualTo(1);
        fillElsewhere(index, fill(Side.SIDE_BUY, order.getNewOrder().getClientOrderId()));
    }

    /** All of its order was filled, as the other one hears in a cut; its owner takes it over when they meet again. */
    private void fillElsewhere(int index, Fact fill) {
        BigDecimal before = held(index);
        BigDecimal away = held(1 - index);
        BigDecimal quantity = new BigDecimal(QUANTITY);
        assertThat(told(1 - index, index, fill)).isEqualTo(Disposition.DISPOSITION_BOOKED);
        assertThat(held(1 - index)).as("counts where it was told").isEqualByComparingTo(away.add(quantity));
        trial.heal();
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(orders(index)).isZero();
            assertThat(held(index)).isEqualByComparingTo(before.add(quantity));
            assertThat(held(1 - index)).isEqualByComparingTo(away);
        });
        assertThat(told(index, index, fill)).isEqualTo(Disposition.DISPOSITION_DUPLICATE);
        filled(index, Side.SIDE_SELL);
    }

    private Verdict verdict(int index, DecideRequest request) {
        return at(index).decisions().decide(request).getOutcomes(0).getVerdict();
    }

    private int orders(int index) {
        return at(index).counterparties().listOrders(ListOrdersRequest.newBuilder().setParent(NAME).setPageSize(100)
                .build()).getOrdersCount();
    }

    /**
     * One loses its disks and comes back from a backup that is older than much of what it had decided; the rest comes
     * from the other one's copies, which had all of it. It only reduces until that is said.
     */
    void restoreFromAnOldBackup(int index) throws IOException, InterruptedException {
        DataCenter center = trial.center(index);
        Path backup = center.backup(next("backup"));
        trial.traders().forEach(trader -> trader.await(PACKS));
        trial.traders().forEach(Trader::rest);
        trial.awaitConnected();
        long lostNanos = System.nanoTime();
        center.lose();
        center.restore(backup);
        center.start();
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(decided(index, buy()).getRefusal().getCode()).as("in doubt").isEqualTo("REDUCING"));
        trial.awaitConnected();
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> Limits.reconcile(center));
        restoredMillis.add(Duration.ofNanos(System.nanoTime() - lostNanos).toMillis());
        trial.traders().forEach(Trader::goOn);
    }

    /** Nothing is asked any more but one restriction, whose block does not get through until the cable heals. */
    void holdTheLastBlockBack(int index) {
        trial.traders().forEach(Trader::rest);
        trial.silence();
        RestrictResponse placed = placed(at(index), QUIET, RunningNode.requestId());
        assertThat(placed.getPendingCount()).isEqualTo(1);
        trial.heal();
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> at(1 - index).counterparties()
                .getScope(GetScopeRequest.newBuilder().setName(QUIET).build()).getScope().getTradingState()
                == TradingState.TRADING_STATE_REDUCING);
        lifted(at(index), QUIET, placed);
        trial.traders().forEach(Trader::goOn);
    }
}
