package io.breakwater.gateway.instrument;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.GetInstrumentResponse;
import io.breakwater.v1.ListAssetsRequest;
import io.breakwater.v1.ListAssetsResponse;
import io.breakwater.v1.ListInstrumentsRequest;
import io.breakwater.v1.ListInstrumentsResponse;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Shows instruments and assets: lists from the newest view, one instrument from its lane. */
final class InstrumentReads {
    private final InstrumentEdge edge;

    InstrumentReads(InstrumentEdge edge) {
        this.edge = edge;
    }

    CompletionStage<GetInstrumentResponse> get(GetInstrumentRequest request) {
        String name = InstrumentEdge.id("name", request.getName());
        return edge.desk().stateOf(name).thenApply(lane -> {
            Instrument state = lane.stateOf(name);
            Quoted quoted = state == null ? null : state.quoted(edge.desk().nowMicros());
            if (quoted == null) {
                throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, "name", name + " is not listed");
            }
            return GetInstrumentResponse.newBuilder()
                    .setInstrument(new ShownInstruments(edge.views().current()).instrument(quoted)
                            .addAllRestrictions(Restricted.shown(state.restrictions().placed(),
                                    edge.desk().nowMicros())))
                    .build();
        });
    }

    ListInstrumentsResponse list(ListInstrumentsRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        MarketView view = edge.views().current();
        SortedMap<String, Quoted> named = new TreeMap<>();
        view.instruments().forEach((_, quoted) -> {
            if (!AssetListing.isAsset(quoted.name())) {
                named.put(quoted.name(), quoted);
            }
        });
        ShownInstruments shown = new ShownInstruments(view);
        var page = Pages.of(named, ask, quoted -> shown.instrument(quoted).build());
        return ListInstrumentsResponse.newBuilder().addAllInstruments(page.items()).setNextPageToken(page.next())
                .build();
    }

    ListAssetsResponse list(ListAssetsRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        MarketView view = edge.views().current();
        ShownInstruments shown = new ShownInstruments(view);
        SortedMap<String, io.breakwater.v1.Asset> named = new TreeMap<>();
        named.put(Asset.REFERENCE, ShownInstruments.reference());
        view.instruments().forEach((_, quoted) -> {
            if (AssetListing.isAsset(quoted.name())) {
                named.put(quoted.terms().base().id(), shown.asset(quoted));
            }
        });
        var page = Pages.of(named, ask, asset -> asset);
        return ListAssetsResponse.newBuilder().addAllAssets(page.items()).setNextPageToken(page.next()).build();
    }
}
