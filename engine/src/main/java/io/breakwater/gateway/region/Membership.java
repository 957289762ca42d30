package io.breakwater.gateway.region;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.RequestIds;
import io.breakwater.v1.AddDataCenterRequest;
import io.breakwater.v1.AddDataCenterResponse;
import io.breakwater.v1.RemoveDataCenterRequest;
import io.breakwater.v1.RemoveDataCenterResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has data centers take part in limits, or no more; limit by limit, and what is done already is passed over. */
record Membership(RequestIds ids, DataCenters centers, Transfers transfers) {

    CompletionStage<AddDataCenterResponse> add(AddDataCenterRequest request) {
        Asked asked = new Asked(ids.here(request.getRequestId()), request.getValidateOnly());
        int joining = centers.number("data_center", request.getDataCenter());
        return transfers.each(asked, span -> !span.terms().isMember(joining), (span, own) -> add(span, joining, own))
                .thenApply(done -> AddDataCenterResponse.newBuilder()
                        .addAllSpans(done.spans()).addAllFaults(done.faults()).build());
    }

    private CompletionStage<?> add(Span span, int joining, Asked asked) {
        SpanTerms wanted = span.terms().joinedBy(joining);
        return wanted.everyone().size() > Matrix.MAX_ROWS
                ? refused(ErrorReason.FIELD_INVALID, Matrix.MAX_ROWS + " data centers have had a part in it already")
                : transfers.agree(span, home(span), wanted, asked);
    }

    CompletionStage<RemoveDataCenterResponse> remove(RemoveDataCenterRequest request) {
        Asked asked = new Asked(ids.here(request.getRequestId()), request.getValidateOnly());
        int leaving = centers.number("data_center", request.getDataCenter());
        return transfers.each(asked, span -> span.terms().isMember(leaving), (span, own) -> remove(span, leaving, own))
                .thenApply(done -> RemoveDataCenterResponse.newBuilder()
                        .addAllSpans(done.spans()).addAllFaults(done.faults()).build());
    }

    private CompletionStage<?> remove(Span span, int leaving, Asked asked) {
        return span.terms().isHome(leaving)
                ? refused(ErrorReason.NOT_SETTLED, centers.name(leaving) + " is its home: switch over first")
                : transfers.agree(span, home(span), span.terms().leftBy(leaving), asked);
    }

    private static int home(Span span) {
        return span.terms().members().getFirst();
    }

    private static CompletionStage<?> refused(ErrorReason reason, String message) {
        return CompletableFuture.failedStage(RequestFault.of(reason, message));
    }
}
