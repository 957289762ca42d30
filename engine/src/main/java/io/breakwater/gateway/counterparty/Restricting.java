package io.breakwater.gateway.counterparty;

import io.breakwater.domain.Restriction;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.LiftRestrictionResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import java.util.concurrent.CompletionStage;

/** Places restrictions on counterparties and lifts them. */
final class Restricting {
    private final CounterpartyEdge edge;

    Restricting(CounterpartyEdge edge) {
        this.edge = edge;
    }

    CompletionStage<RestrictResponse> restrict(RestrictRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = Names.id("name", request.getName(), Names.COUNTERPARTIES);
        CounterpartyRequest.Restrict restrict = restrict(request.getRestriction());
        return edge.counterparties().ask(name, restrict, id, request.getValidateOnly())
                .thenApply(settled -> RestrictResponse.newBuilder()
                        .setRestriction(shown(restrict, settled.outcome().reference()))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build());
    }

    private static io.breakwater.v1.Restriction shown(CounterpartyRequest.Restrict restrict, long id) {
        return Restricted.shown(new Restriction(
                id, restrict.state(), restrict.source(), restrict.reason(), restrict.expiresAtMicros()));
    }

    private static CounterpartyRequest.Restrict restrict(io.breakwater.v1.Restriction wire) {
        return new CounterpartyRequest.Restrict(
                Restricted.placed("restriction.state", wire.getState()),
                Fields.text("restriction.source", wire.getSource(), Restricted.MAX_SOURCE),
                Fields.text("restriction.reason", wire.getReason(), Restricted.MAX_REASON),
                Fields.micros("restriction.expire_time", wire.getExpireTime(), Long.MAX_VALUE));
    }

    CompletionStage<LiftRestrictionResponse> lift(LiftRestrictionRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = Names.id("name", request.getName(), Names.COUNTERPARTIES);
        CounterpartyRequest.LiftRestriction lift = new CounterpartyRequest.LiftRestriction(
                Ids.parse("restriction_id", request.getRestrictionId()), Restricted.by(request.getReason()));
        return edge.counterparties().ask(name, lift, id, request.getValidateOnly())
                .thenCompose(settled -> edge.find(name).thenApply(found -> LiftRestrictionResponse.newBuilder()
                        .setTradingState(Restricted.state(found.counterparty().standing().stateAt(edge.nowMicros())))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build()));
    }
}
