package io.breakwater.gateway.counterparty;

import io.breakwater.domain.market.Controls;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.projections.NamedEntities;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetCounterpartyResponse;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.GetScopeResponse;
import io.breakwater.v1.ListCounterpartiesRequest;
import io.breakwater.v1.ListCounterpartiesResponse;
import io.breakwater.v1.ListScopesRequest;
import io.breakwater.v1.ListScopesResponse;
import java.util.concurrent.CompletionStage;

/** Shows counterparties and the scopes above them from forks of their lanes' durable states. */
final class CounterpartyReads {
    private final CounterpartyEdge edge;

    CounterpartyReads(CounterpartyEdge edge) {
        this.edge = edge;
    }

    private ShownCounterparties shown() {
        return new ShownCounterparties(edge.views().current(), edge.centers(), edge.nowMicros());
    }

    CompletionStage<GetCounterpartyResponse> get(GetCounterpartyRequest request) {
        String name = Names.id("name", request.getName(), Names.COUNTERPARTIES);
        return edge.find(name).thenApply(found -> GetCounterpartyResponse.newBuilder()
                .setCounterparty(shown().whole(found.counterparty()).setPosition(BlockPosition.newBuilder()
                        .setLog(edge.counterparties().door().logOf(name))
                        .setNumber(found.lane().number())))
                .build());
    }

    CompletionStage<ListCounterpartiesResponse> list(ListCounterpartiesRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        return edge.counterparties().states().thenApply(lanes -> {
            var cut = NamedEntities.page(lanes, ask.after(), ask.size(), v -> v.counterparty().profile().onboarded());
            ShownCounterparties shown = shown();
            var page = Pages.of(cut, entity -> shown.brief(entity.state().counterparty()).build());
            return ListCounterpartiesResponse.newBuilder()
                    .addAllCounterparties(page.items()).setNextPageToken(page.next()).build();
        });
    }

    CompletionStage<GetScopeResponse> get(GetScopeRequest request) {
        String name = request.getName();
        if (!ScopeId.isValid(name)) {
            throw RequestFault.of(ErrorReason.NAME_MALFORMED, "name",
                    "must be everything, firms/{id}, groups/{id}, venues/{id} or underlyings/{id}");
        }
        return edge.scopes().stateOf(name).thenApply(lane -> {
            var decided = lane.stateOf(name);
            Scope scope = decided == null ? Scope.absent(name) : decided;
            if (!scope.exists() && !name.equals(Controls.EVERYTHING)) {
                throw RequestFault.of(ErrorReason.UNKNOWN_SCOPE, "name", name + " is not known");
            }
            return GetScopeResponse.newBuilder().setScope(ShownScopes.of(scope, edge.nowMicros())).build();
        });
    }

    CompletionStage<ListScopesResponse> list(ListScopesRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        return edge.scopes().states().thenApply(lanes -> {
            var cut = NamedEntities.page(lanes, ask.after(), ask.size(), s -> s.exists() && !s.escrows().isEmpty());
            var page = Pages.of(cut, entity -> ShownScopes.of(entity.state(), edge.nowMicros()));
            return ListScopesResponse.newBuilder().addAllScopes(page.items()).setNextPageToken(page.next()).build();
        });
    }
}
