package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.VenueBreak;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.ListVenueBreaksRequest;
import io.breakwater.v1.ListVenueBreaksResponse;
import io.breakwater.v1.VenueBreakKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shows what venues state otherwise than we do, from forks of the counterparties' durable states. */
final class BreakReads {
    private final CounterpartyEdge edge;

    BreakReads(CounterpartyEdge edge) {
        this.edge = edge;
    }

    /** @param scope of the counterparty */
    private record Open(String scope, VenueBreak found) {}

    CompletionStage<ListVenueBreaksResponse> list(ListVenueBreaksRequest request) {
        int size = Pages.ask(request.getPageSize(), "").size();
        long minAgeMicros = Fields.micros("min_age", request.getMinAge(), 0);
        String name = Names.idOrEmpty("parent", request.getParent(), Names.COUNTERPARTIES);
        MarketView view = edge.views().current();
        long nowMicros = edge.nowMicros();
        return counterparties(name).thenApply(all -> {
            List<Open> open = all.stream()
                    .flatMap(each -> each.money().reconciled().breaks().values().stream()
                            .filter(it -> nowMicros - it.sinceMicros() >= minAgeMicros)
                            .map(it -> new Open(each.profile().scope(), it)))
                    .sorted(Comparator.comparingLong(it -> it.found().sinceMicros()))
                    .toList();
            return ListVenueBreaksResponse.newBuilder()
                    .addAllBreaks(open.stream().limit(size).map(it -> shown(it, view, nowMicros)).toList())
                    .setOpen(open.size())
                    .build();
        });
    }

    /** One, or all that have any. */
    private CompletionStage<List<Counterparty>> counterparties(String name) {
        if (!name.isEmpty()) {
            return edge.find(name).thenApply(found -> List.of(found.counterparty()));
        }
        return edge.counterparties().states().thenCompose(lanes -> {
            List<Counterparty> found = new ArrayList<>();
            lanes.forEach(lane -> lane.entities().forEach((_, entity) -> {
                Counterparty counterparty = entity.state().counterparty();
                if (!counterparty.money().reconciled().breaks().isEmpty()) {
                    found.add(counterparty);
                }
            }));
            return CompletableFuture.completedFuture(found);
        });
    }

    private static io.breakwater.v1.VenueBreak shown(Open open, MarketView view, long nowMicros) {
        VenueBreak found = open.found();
        Quoted quoted = view.instrument(found.instrument());
        int scale = quoted == null ? 0 : quoted.terms().lotScale();
        return io.breakwater.v1.VenueBreak.newBuilder()
                .setAccount(open.scope() + Names.ACCOUNTS + found.account())
                .setKind(kind(found.kind()))
                .setInstrument(quoted == null ? "" : Names.INSTRUMENTS + quoted.name())
                .setClientOrderId(found.clientOrderId())
                .setVenueQuantity(Decimals.format(found.venueLots(), scale))
                .setOurQuantity(Decimals.format(found.ourLots(), scale))
                .setOpenTime(Fields.timestamp(found.sinceMicros()))
                .setAge(Fields.duration(Math.max(0, nowMicros - found.sinceMicros())))
                .build();
    }

    private static VenueBreakKind kind(VenueBreak.Kind kind) {
        return switch (kind) {
            case POSITION -> VenueBreakKind.VENUE_BREAK_KIND_POSITION;
            case ORDER_LEAVES -> VenueBreakKind.VENUE_BREAK_KIND_ORDER_LEAVES;
            case ORDER_MISSING -> VenueBreakKind.VENUE_BREAK_KIND_ORDER_MISSING;
            case ORDER_UNKNOWN -> VenueBreakKind.VENUE_BREAK_KIND_ORDER_UNKNOWN;
            case LONG_POSITION -> VenueBreakKind.VENUE_BREAK_KIND_LONG_POSITION;
            case SHORT_POSITION -> VenueBreakKind.VENUE_BREAK_KIND_SHORT_POSITION;
        };
    }
}
