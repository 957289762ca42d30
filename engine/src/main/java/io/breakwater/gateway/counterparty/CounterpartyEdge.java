package io.breakwater.gateway.counterparty;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Lifts;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.LaneState;
import java.util.concurrent.CompletionStage;

/**
 * What all methods about counterparties need: the way to their lanes and to those of the scopes above, the view, which
 * data centers there are and which have a restriction in force, and how lifts are read.
 */
public record CounterpartyEdge(
        LaneDesk<Valued, CounterpartyCommand> counterparties, LaneDesk<Scope, ScopeCommand> scopes, ViewSource views,
        Reaching reaching, DataCenters centers, Lifts lifts) {

    RequestId requestId(String text) {
        return counterparties.requestIds().here(text);
    }

    /** A counterparty's durable state; fails with UNKNOWN_COUNTERPARTY. */
    CompletionStage<Found> find(String id) {
        return counterparties.stateOf(id).thenApply(lane -> new Found(known(lane, id), lane));
    }

    /**
     * @param lane that it was found in
     */
    record Found(Counterparty counterparty, LaneState<Valued> lane) {}

    /** Whether it is; one that is stays so, since ids are never used again. */
    CompletionStage<Boolean> isOnboarded(String id) {
        return counterparties.stateOf(id).thenApply(lane -> isOnboarded(lane.stateOf(id)));
    }

    private static boolean isOnboarded(Valued valued) {
        return valued != null && valued.counterparty().profile().onboarded();
    }

    private static Counterparty known(LaneState<Valued> lane, String id) {
        Valued valued = lane.stateOf(id);
        if (!isOnboarded(valued)) {
            throw RequestFault.of(ErrorReason.UNKNOWN_COUNTERPARTY, "counterparties/" + id + " is not onboarded");
        }
        return valued.counterparty();
    }

    /** Epoch micros. */
    long nowMicros() {
        return counterparties.nowMicros();
    }
}
