package io.breakwater.gateway.counterparty;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Expiry;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.LiftRestrictionResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import java.util.concurrent.CompletionStage;

/** Restrictions on what is wider than a counterparty: everything, a firm, a group, a venue, an underlying. */
record ScopeRestricting(CounterpartyEdge edge) {

    static boolean isScope(String name) {
        return ScopeId.isValid(name);
    }

    /** @param placed without its id */
    CompletionStage<RestrictResponse> restrict(RestrictRequest request, Restriction placed, RequestId id) {
        ScopeRequest.Restrict restrict = new ScopeRequest.Restrict(
                placed.state(), placed.source(), placed.reason(), placed.expiresAtMicros());
        long untilNanos = Expiry.ofCall();
        boolean only = request.getValidateOnly();
        return edge.scopes().ask(request.getName(), restrict, id, only)
                .thenCompose(settled -> Restricting.answer(edge.scopes(), new Restricting.Placed(
                        edge.reaching(), request.getName(), placed, untilNanos), settled, only));
    }

    private static void requireForPeople(long restriction) {
        if (restriction == Restrictions.RESTORED) {
            throw RequestFault.of(ErrorReason.NOT_SETTLED, "restriction_id",
                    "a restore has left it; it ends when the data center is reconciled: region reconciled");
        }
        if (restriction == Restrictions.LINK_AGE) {
            throw RequestFault.of(ErrorReason.NOT_SETTLED, "restriction_id",
                    "it ends when the link is young again, or breakwater.controls.reducing names the scope no more");
        }
    }

    CompletionStage<LiftRestrictionResponse> lift(LiftRestrictionRequest request, Lift lift, RequestId id) {
        requireForPeople(lift.restriction());
        String name = request.getName();
        Reaching.Change change = new Reaching.Change(name, lift.restriction(), true, Expiry.ofCall());
        boolean only = request.getValidateOnly();
        return edge.scopes().ask(name, new ScopeRequest.LiftRestriction(lift), id, only)
                .thenCompose(settled -> edge.reaching().of(edge.scopes(), change, settled, only)
                        .thenCompose(reach -> edge.scopes().stateOf(name).thenApply(lane ->
                                Restricting.lifted(settled, reach)
                                        .setTradingState(Restricted.state(lane.stateOf(name).restrictions()
                                                .stateAt(edge.nowMicros())))
                                        .build())));
    }
}
