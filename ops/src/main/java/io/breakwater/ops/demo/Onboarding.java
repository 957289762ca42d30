package io.breakwater.ops.demo;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.v1.Account;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.Limit;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Measure;
import io.breakwater.v1.Permission;
import io.breakwater.v1.SetLimitRequest;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Lists the instrument, sets the firms' caps and onboards, funds and limits every counterparty. */
final class Onboarding {
    private static final int IN_FLIGHT = 128;
    static final int FIRMS = 40;
    /** A firm's cap on gross notional, as a multiple of its members' equity. */
    private static final double FIRM_LEVERAGE = 4;
    /** Of the opening equity. Collateral is bitcoin, so that half of it is lost by whoever holds no position at all. */
    private static final double LOSS_SHARE = 0.6;

    private final Node node;
    private final RequestIds ids;
    private final DemoMarket market;
    private final FlowSettings flow;
    private boolean capsFirms = true;

    Onboarding(Node node, RequestIds ids, DemoMarket market, FlowSettings flow) {
        this.node = node;
        this.ids = ids;
        this.market = market;
        this.flow = flow;
    }

    /** The firms' caps are set elsewhere: they span data centers. */
    Onboarding withoutFirmCaps() {
        capsFirms = false;
        return this;
    }

    void run() throws InterruptedException {
        node.instruments().createAsset(CreateAssetRequest.newBuilder()
                .setRequestId(ids.next()).setAssetId(market.base()).setAsset(market.baseAsset()).build());
        node.instruments().createInstrument(CreateInstrumentRequest.newBuilder()
                .setRequestId(ids.next())
                .setInstrumentId(market.instrumentId())
                .setInstrument(market.instrument())
                .build());
        if (market.hasOptions()) {
            OptionBoard board = market.options();
            board.all().forEach(option -> node.instruments().createInstrument(CreateInstrumentRequest.newBuilder()
                    .setRequestId(ids.next())
                    .setInstrumentId(option.id())
                    .setInstrument(board.instrument(option))
                    .build()));
        }
        each(capsFirms ? FIRMS : 0, this::firmCap);
        each(flow.counterparties(), this::create);
        each(flow.counterparties(), this::deposit);
        each(flow.counterparties(), rank -> limit(rank, Measure.MEASURE_ORDER_NOTIONAL, flow.usualOrderUsd(rank)));
        each(flow.counterparties(), rank -> limit(rank, Measure.MEASURE_LOSS, LOSS_SHARE * flow.equityUsd(rank)));
    }

    private ListenableFuture<?> create(int rank) {
        boolean isPortfolio = market.hasOptions() && OptionDesk.trades(rank);
        Account account = Account.newBuilder()
                .setAccountId(OrderFlow.ACCOUNT)
                .setPlace("self")
                .setMarginMode(isPortfolio ? MarginMode.MARGIN_MODE_PORTFOLIO : MarginMode.MARGIN_MODE_CROSS)
                .addPermissions(Permission.PERMISSION_OPTIONS)
                .setBaseAsset("assets/usd")
                .addPermissions(Permission.PERMISSION_FUTURES)
                .addPermissions(Permission.PERMISSION_SPOT)
                .addPermissions(Permission.PERMISSION_WITHDRAW)
                .build();
        return node.counterpartiesLater().createCounterparty(CreateCounterpartyRequest.newBuilder()
                .setRequestId(ids.next())
                .setCounterpartyId(FlowSettings.counterpartyId(rank))
                .setCounterparty(Counterparty.newBuilder()
                        .setDisplayName("Demo counterparty " + rank)
                        .setFirm("firms/firm-" + rank % FIRMS)
                        .setGroup("groups/desk-" + rank % (2 * FIRMS))
                        .addAccounts(account))
                .build());
    }

    private ListenableFuture<?> deposit(int rank) {
        return node.counterpartiesLater().deposit(DepositRequest.newBuilder()
                .setRequestId(ids.next())
                .setAccount(FlowSettings.counterparty(rank) + "/accounts/" + OrderFlow.ACCOUNT)
                .setAsset("assets/" + market.collateralAsset())
                .setAmount(market.collateral(flow.equityUsd(rank)))
                .setReference("opening balance")
                .build());
    }

    private ListenableFuture<?> limit(int rank, Measure measure, double usd) {
        return setLimit(FlowSettings.counterparty(rank), measure, usd);
    }

    private ListenableFuture<?> firmCap(int firm) {
        return setLimit("firms/firm-" + firm, Measure.MEASURE_GROSS_NOTIONAL, firmCapUsd(flow, firm));
    }

    /** A firm's cap on gross notional, as a multiple of what its members start with. */
    static double firmCapUsd(FlowSettings flow, int firm) {
        double equity = 0;
        for (int rank = firm; rank < flow.counterparties(); rank += FIRMS) {
            equity += flow.equityUsd(rank);
        }
        return Math.max(1, equity) * FIRM_LEVERAGE;
    }

    private ListenableFuture<?> setLimit(String scope, Measure measure, double usd) {
        return node.counterpartiesLater().setLimit(SetLimitRequest.newBuilder()
                .setRequestId(ids.next())
                .setLimit(Limit.newBuilder()
                        .setScope(scope)
                        .setMeasure(measure)
                        .setCap(Long.toString(Math.round(usd)))
                        .setUnit("USD")
                        .setEnforcement(Enforcement.ENFORCEMENT_HARD))
                .build());
    }

    /** Makes the call for each number, at most {@value #IN_FLIGHT} at once; the first failure is thrown at the end. */
    private static void each(int count, IntFunction<ListenableFuture<?>> call) throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (int i = 0; i < count && failed.get() == null; i++) {
            room.acquire();
            Futures.addCallback(call.apply(i), new Release(room, failed), MoreExecutors.directExecutor());
        }
        room.acquire(IN_FLIGHT);
        if (failed.get() instanceof RuntimeException fault) {
            throw fault;
        }
    }

    private record Release(Semaphore room, AtomicReference<Throwable> failed) implements FutureCallback<Object> {
        @Override
        public void onSuccess(Object answer) {
            room.release();
        }

        @Override
        public void onFailure(Throwable fault) {
            failed.compareAndSet(null, fault);
            room.release();
        }
    }
}
