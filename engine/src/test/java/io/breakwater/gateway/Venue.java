package io.breakwater.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.Account;
import io.breakwater.v1.Amend;
import io.breakwater.v1.Asset;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.CounterpartyServiceGrpc.CounterpartyServiceBlockingStub;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.DecisionServiceGrpc.DecisionServiceBlockingStub;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.FactServiceGrpc.FactServiceBlockingStub;
import io.breakwater.v1.FeeRule;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.HaltResponse;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.breakwater.v1.InstrumentServiceGrpc.InstrumentServiceBlockingStub;
import io.breakwater.v1.LinearPayoff;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.Mark;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.Permission;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.Restriction;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.Side;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.Verdict;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A small market over a node's real port: one asset, one perpetual, counterparties with collateral. */
public final class Venue {
    public static final String PERPETUAL = "instruments/btc-perp";

    private final Channel channel;

    public Venue(RunningNode node) {
        this(node.channel());
    }

    public Venue(Channel channel) {
        this.channel = channel;
    }

    /** Halts the perpetual. */
    public HaltResponse halt(boolean validateOnly) {
        return instruments().halt(HaltRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setValidateOnly(validateOnly)
                .setName(PERPETUAL)
                .setRestriction(Restriction.newBuilder().setSource("desk").setReason("test"))
                .build());
    }

    public DecisionServiceBlockingStub decisions() {
        return DecisionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    public CounterpartyServiceBlockingStub counterparties() {
        return CounterpartyServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    public InstrumentServiceBlockingStub instruments() {
        return InstrumentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    public FactServiceBlockingStub facts() {
        return FactServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    public static Timestamp now() {
        Instant now = Instant.now();
        return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano() / 1_000 * 1_000).build();
    }

    /** Lists bitcoin and a linear perpetual on it, marks it at 60,000, and onboards counterparties of these names. */
    public Venue opened(String... counterparties) {
        instruments().createAsset(CreateAssetRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setAssetId("btc")
                .setAsset(Asset.newBuilder().setScale(8).setPriceUsd("60000").setObserveTime(now()))
                .build());
        instruments().createInstrument(perpetual("btc-perp"));
        mark("60000");
        List.of(counterparties).forEach(this::onboard);
        return this;
    }

    public static CreateInstrumentRequest perpetual(String id) {
        return CreateInstrumentRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setInstrumentId(id)
                .setInstrument(Instrument.newBuilder()
                        .setVenue("venues/main")
                        .setSymbol("BTC-PERP")
                        .setTerms(Terms.newBuilder()
                                .setLinear(LinearPayoff.getDefaultInstance())
                                .setBaseAsset("assets/btc")
                                .setQuoteAsset("assets/usd")
                                .setSettlementAsset("assets/usd")
                                .setMultiplier("1")
                                .setPriceScale(1)
                                .setLotScale(3)
                                .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick("0.5"))
                                .setFee(FeeRule.newBuilder().setMakerBps(1).setTakerBps(5)))
                        .setRisk(RiskParameters.newBuilder().setHaircutBps(500)))
                .build();
    }

    public void mark(String price) {
        instruments().updateMarks(UpdateMarksRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .addMarks(Mark.newBuilder().setInstrument(PERPETUAL).setPrice(price).setIndex(price).setDelta("1")
                        .setObserveTime(now()))
                .addPrices(AssetPrice.newBuilder().setAsset("assets/btc").setPriceUsd(price).setObserveTime(now()))
                .build());
    }

    public static CreateCounterpartyRequest.Builder onboarding(String id) {
        return CreateCounterpartyRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setCounterpartyId(id)
                .setCounterparty(Counterparty.newBuilder()
                        .setDisplayName(id + " Ltd.")
                        .setFirm("firms/acme")
                        .setGroup("groups/west")
                        .addAccounts(Account.newBuilder()
                                .setAccountId("main")
                                .setPlace("self")
                                .setMarginMode(MarginMode.MARGIN_MODE_CROSS)
                                .setBaseAsset("assets/usd")
                                .addPermissions(Permission.PERMISSION_FUTURES)
                                .addPermissions(Permission.PERMISSION_WITHDRAW)));
    }

    /** Onboards a counterparty and gives it a million dollars. */
    public void onboard(String id) {
        counterparties().createCounterparty(onboarding(id).build());
        counterparties().deposit(DepositRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setAccount("counterparties/" + id + "/accounts/main")
                .setAsset("assets/usd")
                .setAmount("1000000")
                .build());
    }

    public static NewOrder.Builder order(String id, String price, String quantity) {
        return NewOrder.newBuilder().setClientOrderId(id).setInstrument(PERPETUAL).setSide(Side.SIDE_BUY)
                .setPrice(price).setQuantity(quantity);
    }

    public static DecisionItem buy(String id, String price, String quantity) {
        return DecisionItem.newBuilder().setNewOrder(order(id, price, quantity)).build();
    }

    public static DecisionItem cancel(String id) {
        return DecisionItem.newBuilder().setCancel(Cancel.newBuilder().setClientOrderId(id)).build();
    }

    public static DecisionItem amend(String id, String price, String quantity) {
        return DecisionItem.newBuilder().setAmend(Amend.newBuilder().setClientOrderId(id).setInstrument(PERPETUAL)
                .setPrice(price).setQuantity(quantity)).build();
    }

    public static DecideRequest.Builder request(String counterparty, DecisionItem... items) {
        DecideRequest.Builder request = DecideRequest.newBuilder()
                .setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/" + counterparty)
                .setAccountId("main")
                .setReturnPositions(true);
        for (DecisionItem item : items) {
            request.addItems(item);
        }
        return request;
    }

    public DecideResponse decide(String counterparty, DecisionItem... items) {
        return decisions().decide(request(counterparty, items).build());
    }

    /** Holds receipts against a node's logs. @param seconds it may take */
    public ReconcileResponse reconcile(int seconds, Receipt... receipts) {
        CompletableFuture<ReconcileResponse> answered = new CompletableFuture<>();
        StreamObserver<ReconcileRequest> requests = AuditServiceGrpc.newStub(channel)
                .withDeadlineAfter(seconds, TimeUnit.SECONDS).reconcile(new StreamObserver<>() {
                    @Override
                    public void onNext(ReconcileResponse response) {
                        answered.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answered.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answered.completeExceptionally(new IllegalStateException("ended without an answer"));
                    }
                });
        requests.onNext(ReconcileRequest.newBuilder().addAllReceipts(List.of(receipts)).build());
        requests.onCompleted();
        return answered.orTimeout(seconds, TimeUnit.SECONDS).join();
    }

    /** What a caller has of a request of which it was told these verdicts, item by item. */
    public static Receipt receipt(String requestId, Verdict... verdicts) {
        byte[] numbers = new byte[verdicts.length];
        for (int i = 0; i < verdicts.length; i++) {
            numbers[i] = (byte) verdicts[i].getNumber();
        }
        return Receipt.newBuilder().setRequestId(requestId).setVerdicts(ByteString.copyFrom(numbers)).build();
    }
}
