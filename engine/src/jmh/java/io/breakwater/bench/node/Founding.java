package io.breakwater.bench.node;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
import io.breakwater.bench.load.AccountFlow;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MarketUniverse;
import io.breakwater.bench.load.RequestIdSource;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.Account;
import io.breakwater.v1.Asset;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.Instrument;
import io.breakwater.v1.LifeCycle;
import io.breakwater.v1.MarginMode;
import io.breakwater.v1.OptionPayoff;
import io.breakwater.v1.OptionRight;
import io.breakwater.v1.OptionStyle;
import io.breakwater.v1.Permission;
import io.breakwater.v1.RiskParameters;
import io.breakwater.v1.SettlementKind;
import io.breakwater.v1.SettlementRule;
import io.breakwater.v1.Terms;
import io.breakwater.v1.TickBand;
import java.util.function.Supplier;

/** Lists the market on a fresh node and onboards everybody. */
public final class Founding {

    private static final long SECONDS_A_YEAR = 365L * 86_400;

    private final NodeClient client;
    private final LoadShape shape;
    private final RequestIdSource ids = new RequestIdSource(3);

    public Founding(NodeClient client, LoadShape shape) {
        this.client = client;
        this.shape = shape;
    }

    public void run() throws InterruptedException {
        NodeClient.each(1, _ -> asset());
        NodeClient.each(shape.options(), this::list);
        NodeClient.each(shape.counterparties(), this::onboard);
        NodeClient.each(shape.counterparties(), this::deposit);
    }

    private Supplier<ListenableFuture<?>> asset() {
        CreateAssetRequest request = CreateAssetRequest.newBuilder()
                .setRequestId(ids.next().uuid())
                .setAssetId("btc")
                .setAsset(Asset.newBuilder().setScale(8)
                        .setPriceUsd(Decimals.format(MarketUniverse.INDEX_TICKS, MarketUniverse.INDEX_SCALE)))
                .build();
        return () -> client.instruments().createAsset(request);
    }

    private Supplier<ListenableFuture<?>> list(int option) {
        CreateInstrumentRequest request = CreateInstrumentRequest.newBuilder()
                .setRequestId(ids.next().uuid())
                .setInstrumentId(MarketUniverse.nameOf(option))
                .setInstrument(Instrument.newBuilder()
                        .setVenue("venues/bench")
                        .setSymbol(MarketUniverse.nameOf(option))
                        .setTerms(terms(option))
                        .setRisk(RiskParameters.newBuilder().setHaircutBps(MarketUniverse.HAIRCUT_BPS))
                        .setLifeCycle(LifeCycle.LIFE_CYCLE_OPEN))
                .build();
        return () -> client.instruments().createInstrument(request);
    }

    private static Terms terms(int option) {
        return Terms.newBuilder()
                .setOption(OptionPayoff.newBuilder()
                        .setRight(MarketUniverse.isCall(option)
                                ? OptionRight.OPTION_RIGHT_CALL : OptionRight.OPTION_RIGHT_PUT)
                        .setStrike(Decimals.format(MarketUniverse.strikeTicks(option), MarketUniverse.INDEX_SCALE))
                        .setStyle(OptionStyle.OPTION_STYLE_INVERSE))
                .setBaseAsset("assets/btc")
                .setQuoteAsset("assets/usd")
                .setSettlementAsset("assets/btc")
                .setMultiplier("1")
                .setPriceScale(MarketUniverse.OPTION_SCALE)
                .setIndexScale(MarketUniverse.INDEX_SCALE)
                .setLotScale(MarketUniverse.LOT_SCALE)
                .addTickBands(TickBand.newBuilder().setFromPrice("0").setTick(WireWriter.price(1)))
                .setExpireTime(Timestamp.newBuilder()
                        .setSeconds(System.currentTimeMillis() / 1_000 + SECONDS_A_YEAR))
                .setSettlement(SettlementRule.newBuilder().setKind(SettlementKind.SETTLEMENT_KIND_CASH_LAST))
                .build();
    }

    private Supplier<ListenableFuture<?>> onboard(int rank) {
        CreateCounterpartyRequest request = CreateCounterpartyRequest.newBuilder()
                .setRequestId(ids.next().uuid())
                .setCounterpartyId(LoadShape.entity(rank))
                .setCounterparty(Counterparty.newBuilder().setDisplayName("bench").addAccounts(Account.newBuilder()
                        .setAccountId(AccountFlow.ACCOUNT)
                        .setPlace("self")
                        .setMarginMode(MarginMode.MARGIN_MODE_CROSS)
                        .setBaseAsset("assets/btc")
                        .addPermissions(Permission.PERMISSION_OPTIONS)))
                .build();
        return () -> client.counterparties().createCounterparty(request);
    }

    private Supplier<ListenableFuture<?>> deposit(int rank) {
        DepositRequest request = DepositRequest.newBuilder()
                .setRequestId(ids.next().uuid())
                .setAccount("counterparties/" + LoadShape.entity(rank) + "/accounts/" + AccountFlow.ACCOUNT)
                .setAsset("assets/btc")
                .setAmount(Decimals.format(AccountFlow.COLLATERAL_MINOR, 8))
                .setReference("opening")
                .build();
        return () -> client.counterparties().deposit(request);
    }
}
