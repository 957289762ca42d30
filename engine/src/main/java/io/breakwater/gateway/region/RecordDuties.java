package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.SpanFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is done about limits because the record says so, by nobody's call: it goes into the logs as the record's. */
public final class RecordDuties {
    private static final String NAME = "record";

    private final SpanLimits limits;
    private final Transfers transfers;

    RecordDuties(SpanLimits limits, Transfers transfers) {
        this.limits = limits;
        this.transfers = transfers;
    }

    /**
     * Books terms that are newer in the record than here, those of new limits too.
     *
     * @return limits that were changed
     */
    public CompletionStage<List<String>> book(Map<String, SpanTerms> agreed, Supplier<RequestId> ids) {
        return inCall(() -> limits.all()).thenCompose(known -> {
            Map<String, SpanTerms> newer = new TreeMap<>(agreed);
            newer.entrySet().removeIf(each -> !concerns(known.get(each.getKey()), each.getValue()));
            CompletionStage<?> done = CompletableFuture.completedStage(null);
            for (Map.Entry<String, SpanTerms> each : newer.entrySet()) {
                done = done.thenCompose(_ -> inCall(() -> limits.book(each.getKey(), each.getValue(), ids.get())));
            }
            return done.thenApply(_ -> List.copyOf(newer.keySet()));
        });
    }

    /** Data centers that any limit here says to be fenced. */
    public CompletionStage<Set<Integer>> fenced() {
        return inCall(() -> limits.all()).thenApply(all -> all.values().stream()
                .flatMap(span -> span.terms().fenced().keys().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    private boolean concerns(Span known, SpanTerms agreed) {
        boolean here = known != null || limits.isMember(agreed);
        return here && agreed.version() > (known == null ? 0 : known.terms().version());
    }

    /** Fences a data center in all limits that this one watches it in, and takes what lies beyond windows. */
    public CompletionStage<List<SpanFault>> fence(int dataCenter, RequestId id) {
        return inCall(() -> transfers.finish(dataCenter, id));
    }

    /** Lets a data center take part again in all limits that this one has fenced it in, where it has conceded. */
    public CompletionStage<List<SpanFault>> readmit(int dataCenter, RequestId id) {
        return inCall(() -> transfers.readmit(dataCenter, id));
    }

    private static <T> CompletionStage<T> inCall(Supplier<CompletionStage<T>> step) {
        return new InCall(Caller.of(NAME)).run(step);
    }
}
