package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.FenceDataCenterResponse;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.ReinstateDataCenterResponse;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.SwitchOverResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What an operator does about a whole data center, limit by limit: one that cannot be done now does not keep the others
 * back, and the same may be said again.
 */
final class Transfers {
    private final LaneDesk<Span, SpanCommand> spans;
    private final DataCenters centers;
    private final TermsRecord record;
    private final SpanLimits limits;
    private final ShownSpans shown;

    Transfers(LaneDesk<Span, SpanCommand> spans, DataCenters centers, TermsRecord record, SpanLimits limits) {
        this.spans = spans;
        this.centers = centers;
        this.record = record;
        this.limits = limits;
        this.shown = new ShownSpans(centers);
    }

    /** What is done about one limit. */
    @FunctionalInterface
    interface Step {
        CompletionStage<?> on(Span span, Asked asked);
    }

    /** What came of it. */
    record Result(List<io.breakwater.v1.Span> spans, List<SpanFault> faults) {}

    CompletionStage<FenceDataCenterResponse> fence(FenceDataCenterRequest request) {
        Asked asked = new Asked(spans.requestIds().here(request.getRequestId()), request.getValidateOnly());
        int away = centers.number("data_center", request.getDataCenter());
        if (away == centers.here()) {
            throw RequestFault.of(ErrorReason.FIELD_INVALID, "data_center", "nobody fences itself");
        }
        InCall call = InCall.current();
        return (asked.validateOnly() ? record.mayChange() : record.fence(away))
                .thenCompose(_ -> call.run(() ->
                        each(asked, span -> hasPart(span, away), (span, own) -> fence(span, away, own))))
                .thenApply(done -> FenceDataCenterResponse.newBuilder()
                        .addAllSpans(done.spans()).addAllFaults(done.faults()).build());
    }

    /** What is left to be done about a data center that the record says to be fenced, where this one watches it. */
    CompletionStage<List<SpanFault>> finish(int away, RequestId id) {
        return each(Asked.toDo(id), span -> span.terms().watcherOf(away) == centers.here() && hasPart(span, away)
                && (!span.terms().isFenced(away) || span.reclaims(away)), (span, own) -> fence(span, away, own))
                .thenApply(Result::faults);
    }

    private static boolean hasPart(Span span, int dataCenter) {
        return span.terms().everyone().contains(dataCenter);
    }

    /** What would be reclaimed of one that is not fenced yet is known only once it is. */
    private CompletionStage<?> fence(Span span, int away, Asked asked) {
        SpanTerms terms = span.terms();
        CompletionStage<?> fenced = terms.isFenced(away) ? CompletableFuture.completedStage(null)
                : agree(span, terms.watcherOf(away), terms.fencing(away), asked);
        boolean reclaims = terms.windowed() && (terms.isFenced(away) || !asked.validateOnly());
        InCall call = InCall.current();
        return fenced.thenCompose(_ -> reclaims
                ? call.run(() -> ask(span, new SpanRequest.Reclaim(away), asked.next()))
                : CompletableFuture.completedStage(null));
    }

    CompletionStage<?> agree(Span span, int entitled, SpanTerms wanted, Asked asked) {
        InCall call = InCall.current();
        TermsRecord.Change change = new TermsRecord.Change(entitled, wanted);
        return (asked.validateOnly() ? record.judge(span, change) : record.agree(span, change)).thenCompose(agreed ->
                call.run(() -> ask(span, new SpanRequest.SetTerms(agreed), asked)));
    }

    CompletionStage<Settled> ask(Span span, SpanRequest request, Asked asked) {
        return spans.ask(span.name(), request, asked.id(), asked.validateOnly());
    }

    CompletionStage<ReinstateDataCenterResponse> reinstate(ReinstateDataCenterRequest request) {
        Asked asked = new Asked(spans.requestIds().here(request.getRequestId()), request.getValidateOnly());
        int back = centers.number("data_center", request.getDataCenter());
        InCall call = InCall.current();
        // The record first: its keeper would fence again in limits who is fenced there still.
        return each(asked, span -> span.terms().isFenced(back), (span, _) -> settled(span, back))
                .thenCompose(open -> call.run(() -> open.faults().isEmpty()
                        ? recorded(back, asked).thenCompose(_ -> call.run(() -> each(asked,
                                span -> span.terms().isFenced(back), (span, own) -> reinstate(span, back, own))))
                        : CompletableFuture.completedStage(open)))
                .thenApply(done -> ReinstateDataCenterResponse.newBuilder()
                        .addAllSpans(done.spans()).addAllFaults(done.faults()).build());
    }

    private CompletionStage<?> recorded(int back, Asked asked) {
        return asked.validateOnly() ? record.mayChange() : record.reinstate(back);
    }

    /** What is left to be done about a data center that takes part again by the record, where this one fenced it. */
    CompletionStage<List<SpanFault>> readmit(int back, RequestId id) {
        return each(Asked.toDo(id), span -> span.terms().isFenced(back)
                && span.terms().fenced().get(back) == centers.here()
                && span.hasSettledWith(back), (span, own) -> reinstate(span, back, own)).thenApply(Result::faults);
    }

    private CompletionStage<?> settled(Span span, int back) {
        return span.hasSettledWith(back) ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(RequestFault.of(ErrorReason.NOT_SETTLED,
                        centers.name(back) + " has not conceded yet what was reclaimed from it"));
    }

    private CompletionStage<?> reinstate(Span span, int back, Asked asked) {
        return agree(span, span.terms().fenced().get(back), span.terms().reinstating(back), asked);
    }

    CompletionStage<SwitchOverResponse> switchOver(SwitchOverRequest request) {
        Asked asked = new Asked(spans.requestIds().here(request.getRequestId()), request.getValidateOnly());
        int from = centers.number("from", request.getFrom());
        int to = centers.number("to", request.getTo());
        return each(asked, span -> span.terms().isHome(from) && span.terms().isMember(to) && from != to,
                (span, own) -> handOver(span, from, to, own))
                .thenApply(done -> SwitchOverResponse.newBuilder()
                        .addAllSpans(done.spans()).addAllFaults(done.faults()).build());
    }

    /** To somebody who hears of it: else the limit would have no home until the link is healed. */
    private CompletionStage<?> handOver(Span span, int from, int to, Asked asked) {
        return centers.isCut(to)
                ? CompletableFuture.failedStage(RequestFault.of(ErrorReason.NOT_SETTLED, "the link to "
                        + centers.name(to) + " is cut: switch over when it is healed; who is lost is fenced instead"))
                : agree(span, from, span.terms().homeMoved(to), asked);
    }

    CompletionStage<Result> each(Asked asked, Predicate<Span> concerned, Step step) {
        InCall call = InCall.current();
        return limits.all().thenCompose(all -> {
            Result result = new Result(new ArrayList<>(), new ArrayList<>());
            CompletionStage<Result> done = CompletableFuture.completedStage(result);
            for (Span span : all.values().stream().filter(concerned).toList()) {
                done = done.thenCompose(_ -> call.run(() -> step.on(span, asked)).handle((_, failure) -> failure)
                        .thenCompose(failure -> noted(result, span.name(), failure)));
            }
            return done;
        });
    }

    private CompletionStage<Result> noted(Result result, String limit, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause() : failure;
            result.faults().add(SpanFault.newBuilder().setName(Names.SPANS + limit)
                    .setReason(String.valueOf(cause.getMessage())).build());
        }
        return limits.find(limit).thenApply(now -> {
            result.spans().add(shown.of(now));
            return result;
        });
    }
}
