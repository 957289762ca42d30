package io.breakwater.gateway.instrument;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.Asset;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateAssetResponse;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.CreateInstrumentResponse;
import io.breakwater.v1.Instrument;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lists assets and instruments. */
final class Listings {
    private static final int MAX_ASSET_ID = 40;
    private static final int MAX_ASSET_SCALE = 18;
    private static final int MAX_SYMBOL = 64;

    private final InstrumentEdge edge;

    Listings(InstrumentEdge edge) {
        this.edge = edge;
    }

    CompletionStage<CreateAssetResponse> create(CreateAssetRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String assetId = Fields.text("asset_id", Names.plainId("asset_id", request.getAssetId()), MAX_ASSET_ID);
        if (Assets.symbol(assetId).equals(Assets.REFERENCE.id())) {
            throw Fields.invalid("asset_id", "usd is the reference and exists from the start");
        }
        Fields.present("asset", request.hasAsset());
        int scale = Fields.range("asset.scale", request.getAsset().getScale(), 0, MAX_ASSET_SCALE);
        long ticks = Fields.positiveDecimal("asset.price_usd", request.getAsset().getPriceUsd(),
                AssetListing.priceScale(scale));
        long observedAt =
                Fields.micros("asset.observe_time", request.getAsset().getObserveTime(), edge.observedAtMicros(id));
        String entity = AssetListing.instrument(assetId);
        InstrumentRequest.UpdateMark price = new InstrumentRequest.UpdateMark(AssetListing.priced(ticks, observedAt));
        return ask(entity, AssetListing.listing(assetId, scale), id, request.getValidateOnly())
                .thenCompose(listed -> request.getValidateOnly()
                        ? CompletableFuture.completedFuture(listed)
                        : ask(entity, price, id.withItem(1), false))
                .thenApply(settled -> CreateAssetResponse.newBuilder()
                        .setAsset(shown(assetId, request.getAsset(), observedAt))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build());
    }

    private Asset shown(String assetId, Asset asked, long observedAtMicros) {
        return Asset.newBuilder()
                .setName(Names.ASSETS + assetId)
                .setScale(asked.getScale())
                .setPriceUsd(asked.getPriceUsd())
                .setHaircutBps(edge.views().current().policy().collateralHaircutBps())
                .setObserveTime(Fields.timestamp(observedAtMicros))
                .build();
    }

    CompletionStage<CreateInstrumentResponse> create(CreateInstrumentRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Names.plainId("instrument_id", request.getInstrumentId());
        String name = InstrumentEdge.notAnAsset("instrument_id", request.getInstrumentId());
        Fields.present("instrument", request.hasInstrument());
        MarketView view = edge.views().current();
        InstrumentRequest.ListInstrument list = listing(name, request.getInstrument(), view);
        return ask(name, list, id, request.getValidateOnly())
                .thenApply(settled -> CreateInstrumentResponse.newBuilder()
                        .setInstrument(shown(list, view))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build());
    }

    private static InstrumentRequest.ListInstrument listing(String name, Instrument wire, MarketView view) {
        Terms terms = new TermsReader(view).read(wire.getTerms(), wire.getRisk().getHaircutBps());
        return new InstrumentRequest.ListInstrument(
                name,
                Names.idOrEmpty("instrument.venue", wire.getVenue(), Names.VENUES),
                Fields.text("instrument.symbol", wire.getSymbol(), MAX_SYMBOL),
                terms,
                lifeCycle(wire.getLifeCycle()));
    }

    private static LifeCycle lifeCycle(io.breakwater.v1.LifeCycle wire) {
        return switch (wire) {
            case LIFE_CYCLE_UNSPECIFIED, LIFE_CYCLE_OPEN -> LifeCycle.OPEN;
            case LIFE_CYCLE_PRE_LISTED -> LifeCycle.PRE_LISTED;
            case LIFE_CYCLE_SETTLEMENT_ONLY -> LifeCycle.SETTLEMENT_ONLY;
            case LIFE_CYCLE_DELIVERED -> LifeCycle.DELIVERED;
            case LIFE_CYCLE_DELISTED -> LifeCycle.DELISTED;
            case UNRECOGNIZED -> throw Fields.unknownEnum("instrument.life_cycle");
        };
    }

    private static Instrument shown(InstrumentRequest.ListInstrument list, MarketView view) {
        Quoted quoted = new Quoted(0, list.name(), list.venue(), list.symbol(), list.terms(), list.lifeCycle(),
                Mark.NONE, TradingState.ACTIVE);
        return new ShownInstruments(view).instrument(quoted).build();
    }

    private CompletionStage<Settled> ask(String entity, InstrumentCommand command, RequestId id, boolean validateOnly) {
        return edge.desk().ask(entity, command, id, validateOnly);
    }
}
