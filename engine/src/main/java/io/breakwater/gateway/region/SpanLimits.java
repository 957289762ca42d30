package io.breakwater.gateway.region;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanId;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.counterparty.LimitWords;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.LaneState;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.GetSpanResponse;
import io.breakwater.v1.ListSpansRequest;
import io.breakwater.v1.ListSpansResponse;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanLimitResponse;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sets and shows limits over data centers. */
final class SpanLimits {
    private final LaneDesk<Span, SpanCommand> spans;
    private final DataCenters centers;
    private final TermsRecord record;
    private final ShownSpans shown;

    SpanLimits(LaneDesk<Span, SpanCommand> spans, DataCenters centers, TermsRecord record) {
        this.spans = spans;
        this.centers = centers;
        this.record = record;
        this.shown = new ShownSpans(centers);
    }

    CompletionStage<SpanLimitResponse> set(SpanLimitRequest request) {
        RequestId id = spans.requestIds().here(request.getRequestId());
        String limit = limit(request);
        Measure measure = SpanId.measureOf(limit);
        long cap = amount("cap", request.getCap(), measure);
        long window = request.getWindow().isEmpty() ? 0 : amount("window", request.getWindow(), measure);
        List<Integer> members = members(request.getDataCentersList());
        InCall call = InCall.current();
        return find(limit)
                .thenCompose(span -> agree(span, change(span, members, window, cap), request.getValidateOnly()))
                .thenCompose(terms -> call.run(() -> spans.ask(
                        limit, new SpanRequest.SetTerms(terms), id, request.getValidateOnly())))
                .thenCompose(settled -> find(limit).thenApply(span -> answer(span, settled)));
    }

    /** The terms that are in force where they say the same: it may have been asked before. */
    private CompletionStage<SpanTerms> agree(Span span, TermsRecord.Change change, boolean validateOnly) {
        if (span.exists() && change.wanted().equals(span.terms())) {
            return CompletableFuture.completedFuture(span.terms());
        }
        return validateOnly ? record.judge(span, change) : record.agree(span, change);
    }

    private SpanLimitResponse answer(Span span, Settled settled) {
        SpanLimitResponse.Builder answer = SpanLimitResponse.newBuilder()
                .setPosition(settled.position()).setReplayed(settled.replayed());
        return (span.exists() ? answer.setSpan(shown.of(span)) : answer).build();
    }

    private static String limit(SpanLimitRequest request) {
        Measure measure = LimitWords.measure(request.getMeasure());
        if (!ScopeId.isShared(request.getScope())) {
            throw RequestFault.of(ErrorReason.NAME_MALFORMED, "scope", "must be firms/{id} or groups/{id}");
        }
        if (!Scope.SHARED.contains(measure)) {
            throw Fields.invalid("measure", "must be one of " + Scope.SHARED);
        }
        return SpanId.of(request.getScope(), measure);
    }

    private static long amount(String field, String text, Measure measure) {
        long amount = Fields.decimal(field, text, LimitWords.scale(measure));
        if (amount < 0 || amount > Escrow.UNLIMITED) {
            throw Fields.invalid(field, "must be between 0 and " + LimitWords.number(Escrow.UNLIMITED, measure));
        }
        return amount;
    }

    private List<Integer> members(List<String> names) {
        List<Integer> members = names.stream().map(name -> centers.number("data_centers", name)).toList();
        if (members.isEmpty() || members.size() > Matrix.MAX_ROWS || new HashSet<>(members).size() < members.size()) {
            throw Fields.invalid("data_centers", "must name 1 to " + Matrix.MAX_ROWS + " data centers, each once");
        }
        return members;
    }

    private static TermsRecord.Change change(Span span, List<Integer> members, long window, long cap) {
        SpanTerms known = span.terms();
        if (!span.exists()) {
            return new TermsRecord.Change(members.getFirst(), SpanTerms.opened(members, window, cap));
        }
        if (!known.members().equals(members)) {
            throw Fields.invalid("data_centers", "must be those of the limit, in their order");
        }
        long burned = span.matrix().rows().values().stream().mapToLong(Row::burned).sum();
        return new TermsRecord.Change(known.members().getFirst(), known.retargeted(cap, window, burned));
    }

    /** All limits over data centers, by name. */
    CompletionStage<TreeMap<String, Span>> all() {
        return spans.states().thenApply(lanes -> {
            TreeMap<String, Span> all = new TreeMap<>();
            lanes.forEach(lane -> lane.entities().forEach((_, entity) -> {
                if (entity.state().exists() && SpanId.scopeOf(entity.name()) != null) {
                    all.put(entity.name(), entity.state());
                }
            }));
            return all;
        });
    }

    /** Books what was agreed elsewhere. */
    CompletionStage<Settled> book(String limit, SpanTerms terms, RequestId id) {
        return spans.ask(limit, new SpanRequest.SetTerms(terms), id, false);
    }

    boolean isMember(SpanTerms terms) {
        return terms.isMember(centers.here());
    }

    CompletionStage<Span> find(String limit) {
        return spans.stateOf(limit).thenApply(lane -> of(lane, limit));
    }

    private static Span of(LaneState<Span> lane, String limit) {
        Span span = lane.stateOf(limit);
        return span == null ? Span.absent(limit) : span;
    }

    CompletionStage<GetSpanResponse> get(GetSpanRequest request) {
        String name = request.getName();
        if (!name.startsWith(Names.SPANS) || SpanId.scopeOf(name.substring(Names.SPANS.length())) == null) {
            throw RequestFault.of(ErrorReason.NAME_MALFORMED, "name", "must be spans/{scope}/{measure}");
        }
        return find(name.substring(Names.SPANS.length())).thenApply(span -> {
            if (!span.exists()) {
                throw RequestFault.of(ErrorReason.UNKNOWN_SPAN, name + " is not known here");
            }
            return GetSpanResponse.newBuilder().setSpan(shown.of(span)).build();
        });
    }

    CompletionStage<ListSpansResponse> list(ListSpansRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        return all().thenApply(all -> {
            Pages.Page<io.breakwater.v1.Span> page = Pages.of(all, ask, shown::of);
            return ListSpansResponse.newBuilder().addAllSpans(page.items()).setNextPageToken(page.next()).build();
        });
    }
}
