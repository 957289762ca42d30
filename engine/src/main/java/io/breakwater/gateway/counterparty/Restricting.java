package io.breakwater.gateway.counterparty;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.gateway.edge.Expiry;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Reach;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.LiftRestrictionResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import java.util.concurrent.CompletionStage;

/** Places restrictions on counterparties and on what is wider, and lifts them. */
final class Restricting {
    private final CounterpartyEdge edge;
    private final ScopeRestricting scopes;

    Restricting(CounterpartyEdge edge) {
        this.edge = edge;
        this.scopes = new ScopeRestricting(edge);
    }

    CompletionStage<RestrictResponse> restrict(RestrictRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Restriction placed = Restricted.read(request.getRestriction());
        if (ScopeRestricting.isScope(request.getName())) {
            return scopes.restrict(request, placed, id);
        }
        String name = Names.id("name", request.getName(), Names.COUNTERPARTIES);
        long untilNanos = Expiry.ofCall();
        return edge.counterparties().ask(name, new CounterpartyRequest.Restrict(
                        placed.state(), placed.source(), placed.reason(), placed.expiresAtMicros()),
                id, request.getValidateOnly()).thenCompose(settled -> answer(edge.counterparties(),
                        new Placed(edge.reaching(), name, placed, untilNanos), settled, request.getValidateOnly()));
    }

    /** What was asked for. @param restriction without its id */
    record Placed(Reaching reaching, String entity, Restriction restriction, long untilNanos) {}

    static <S, C> CompletionStage<RestrictResponse> answer(
            LaneDesk<S, C> desk, Placed placed, Settled settled, boolean validateOnly) {
        Restriction known = placed.restriction().named(settled.outcome().reference());
        return placed.reaching().of(desk, new Reaching.Change(
                        placed.entity(), known.id(), false, placed.untilNanos()), settled, validateOnly)
                .thenApply(reach -> RestrictResponse.newBuilder()
                        .setRestriction(Restricted.shown(known))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .addAllInForce(reach.inForce())
                        .addAllPending(reach.pending())
                        .build());
    }

    CompletionStage<LiftRestrictionResponse> lift(LiftRestrictionRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        long restriction = Ids.parse("restriction_id", request.getRestrictionId());
        Lift lift = edge.lifts().read(restriction, Restricted.by(request.getReason()), request.getApprovalsList());
        if (ScopeRestricting.isScope(request.getName())) {
            return scopes.lift(request, lift, id);
        }
        String name = Names.id("name", request.getName(), Names.COUNTERPARTIES);
        Reaching.Change change = new Reaching.Change(name, restriction, true, Expiry.ofCall());
        boolean only = request.getValidateOnly();
        return edge.counterparties().ask(name, new CounterpartyRequest.LiftRestriction(lift), id, only)
                .thenCompose(settled -> edge.reaching().of(edge.counterparties(), change, settled, only)
                        .thenCompose(reach -> edge.find(name).thenApply(found -> lifted(settled, reach)
                                .setTradingState(Restricted.state(
                                        found.counterparty().standing().stateAt(edge.nowMicros())))
                                .build())));
    }

    static LiftRestrictionResponse.Builder lifted(Settled settled, Reach reach) {
        return LiftRestrictionResponse.newBuilder()
                .setPosition(settled.position())
                .setReplayed(settled.replayed())
                .addAllInForce(reach.inForce())
                .addAllPending(reach.pending());
    }
}
