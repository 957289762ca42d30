package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Terms as an operator wants them, written where he says it: by home alone, or by who takes over from it after he has
 * made sure that it has stopped. A version says who wrote it, so that where two were written in a cut nevertheless, all
 * go by the same one of them in the end.
 */
public record OperatorsHand(DataCenters centers) implements TermsRecord {

    @Override
    public CompletionStage<SpanTerms> agree(Span span, Change change) {
        if (change.entitled() != centers.here()) {
            return CompletableFuture.failedFuture(RequestFault.of(ErrorReason.NOT_HOME,
                    "this is to be said at " + centers.name(change.entitled())));
        }
        int watcher = change.wanted().watcherOf(centers.here());
        boolean isHeard = change.wanted().isFenced(watcher) || !centers.isCut(watcher);
        if (change.wanted().isWiderThan(span.terms()) && !isHeard) {
            return CompletableFuture.failedFuture(RequestFault.of(ErrorReason.NOT_SETTLED, "the link to "
                    + centers.name(watcher) + " is cut: it would go by the window that it knows, were it to fence here;"
                    + " widen it when that is healed, or fence it where it is gone"));
        }
        return CompletableFuture.completedFuture(
                change.wanted().following(
                        span.terms(), SpanTerms.versionAfter(span.terms().version(), centers.here())));
    }

    /** Nobody else has to agree. */
    @Override
    public CompletionStage<SpanTerms> judge(Span span, Change change) {
        return agree(span, change);
    }

    @Override
    public CompletionStage<?> mayChange() {
        return CompletableFuture.completedStage(centers);
    }

    /** He has said so: there is nobody else to tell. */
    @Override
    public CompletionStage<?> fence(int dataCenter) {
        return CompletableFuture.completedStage(dataCenter);
    }

    @Override
    public CompletionStage<?> reinstate(int dataCenter) {
        return CompletableFuture.completedStage(dataCenter);
    }
}
