package io.breakwater.gateway.region;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.counterparty.Standing;
import io.breakwater.domain.market.Controls;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Lifts;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.RequestId;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.ReconcileDataCenterResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Ends the doubt that a restore has left here, limit by limit, and then the restriction of everything: what holders
 * have used in the lost tail gets its rights before anyone may use more. Said of another data center, it ends what that
 * has done unseen.
 */
final class Reconciling {
    private static final int MAX_REASON = 128;

    private final LaneDesk<Span, SpanCommand> spans;
    private final LaneDesk<Scope, ScopeCommand> scopes;
    private final DataCenters centers;
    private final LinkBoard links;
    private final Transfers transfers;
    private final UnseenTraders unseen;
    private final Lifts lifts;

    Reconciling(RegionDesks desks, DataCenters centers, LinkBoard links, Transfers transfers) {
        this.spans = desks.spans();
        this.scopes = desks.scopes();
        this.unseen = new UnseenTraders(desks.counterparties(), centers);
        this.lifts = desks.lifts();
        this.centers = centers;
        this.links = links;
        this.transfers = transfers;
    }

    CompletionStage<ReconcileDataCenterResponse> reconcile(ReconcileDataCenterRequest request) {
        Asked asked = new Asked(spans.requestIds().here(request.getRequestId()), request.getValidateOnly());
        int center = centers.number("data_center", request.getDataCenter());
        String by = Caller.current().name() + ": " + Fields.text("reason", request.getReason(), MAX_REASON);
        if (center != centers.here()) {
            return unseen.reconcile(asked, lifts.read(Standing.unseen(center), by, request.getApprovalsList()), center);
        }
        Lift lift = lifts.read(Restrictions.RESTORED, by, request.getApprovalsList());
        InCall call = InCall.current();
        return restricted().thenCompose(restricted -> call.run(() -> judged(restricted, lift, asked.id()))
                .thenCompose(_ -> call.run(() -> transfers
                        .each(asked, Span::inDoubt, (span, own) -> reconcile(span, own, by))))
                .thenCompose(done -> call.run(() -> opened(done, restricted, asked, lift))));
    }

    /** Everything opens last; whether it may be opened is known before anything else is done. */
    private CompletionStage<?> judged(boolean restricted, Lift lift, RequestId id) {
        return restricted ? scopes.ask(Controls.EVERYTHING, new ScopeRequest.LiftRestriction(lift), id, true)
                : CompletableFuture.completedStage(null);
    }

    /** Whether everything is restricted because of a restore. */
    private CompletionStage<Boolean> restricted() {
        return scopes.stateOf(Controls.EVERYTHING).thenApply(lane -> {
            Scope everything = lane.stateOf(Controls.EVERYTHING);
            return everything != null && everything.restrictions().find(Restrictions.RESTORED) != null;
        });
    }

    private CompletionStage<?> reconcile(Span span, Asked asked, String by) {
        String unheard = unheard(span.terms());
        if (!unheard.isEmpty()) {
            return CompletableFuture.failedStage(RequestFault.of(ErrorReason.NOT_SETTLED,
                    "nothing was heard yet of " + unheard + ": link it, or fence it there"));
        }
        return transfers.ask(span, new SpanRequest.Reconcile(by), asked);
    }

    /** Members of a limit that it has not caught up with since this node started, though they are not fenced. */
    private String unheard(SpanTerms terms) {
        Set<String> heard = links.links().stream()
                .filter(link -> link.direction() == LinkStatus.Direction.FROM_PEER
                        && link.state() == LinkState.CONNECTED && link.caughtUpMicros() > 0)
                .map(link -> Names.DATA_CENTERS + link.peer()).collect(Collectors.toSet());
        return terms.members().stream().filter(member -> member != centers.here() && !terms.isFenced(member))
                .map(centers::name).filter(name -> !heard.contains(name)).collect(Collectors.joining(", "));
    }

    private CompletionStage<ReconcileDataCenterResponse> opened(
            Transfers.Result done, boolean restricted, Asked asked, Lift lift) {
        if (!restricted && done.spans().isEmpty()) {
            return CompletableFuture.failedStage(RequestFault.of(
                    ErrorReason.NOT_IN_DOUBT, "nothing is in doubt here"));
        }
        ReconcileDataCenterResponse.Builder answer = ReconcileDataCenterResponse.newBuilder()
                .addAllSpans(done.spans()).addAllFaults(done.faults());
        if (!done.faults().isEmpty() || !restricted || asked.validateOnly()) {
            return CompletableFuture.completedStage(answer.setOpen(done.faults().isEmpty()).build());
        }
        return scopes.ask(Controls.EVERYTHING, new ScopeRequest.LiftRestriction(lift), asked.id(), false)
                .thenApply(_ -> answer.setOpen(true).build());
    }
}
