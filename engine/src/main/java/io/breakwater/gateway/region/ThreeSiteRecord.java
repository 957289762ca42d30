package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.link.record.RecordUnreachable;
import io.breakwater.link.record.SiteEntry;
import io.breakwater.link.record.SiteRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Terms agreed by a majority of sites: one version after the other, whoever writes it. A data center that is fenced, or
 * does not reach a majority, changes nothing.
 */
public record ThreeSiteRecord(DataCenters centers, SiteRecord record) implements TermsRecord {

    @Override
    public CompletionStage<SpanTerms> agree(Span span, Change change) {
        return reached(follows(span, change)
                .thenCompose(there -> record.agree(span.name(), there.version(), wanted(span, change)))
                .thenApply(answer -> {
                    if (!answer.agreed()) {
                        throw moved(span.name());
                    }
                    return answer.terms();
                }));
    }

    @Override
    public CompletionStage<SpanTerms> judge(Span span, Change change) {
        return reached(follows(span, change).thenApply(_ -> wanted(span, change)));
    }

    private SpanTerms wanted(Span span, Change change) {
        return change.wanted().following(
                span.terms(), SpanTerms.versionAfter(span.terms().version(), centers.here()));
    }

    /** The terms in the record, where these may follow them. */
    private CompletionStage<SpanTerms> follows(Span span, Change change) {
        if (change.entitled() != centers.here()) {
            return CompletableFuture.failedFuture(RequestFault.of(ErrorReason.NOT_HOME,
                    "this is to be said at " + centers.name(change.entitled())));
        }
        return requireTakesPart().thenCompose(_ -> record.terms(span.name())).thenApply(there -> {
            if (there.version() > span.terms().version()) {
                throw moved(span.name());
            }
            return there;
        });
    }

    @Override
    public CompletionStage<?> mayChange() {
        return reached(requireTakesPart());
    }

    private static RequestFault moved(String limit) {
        return RequestFault.of(ErrorReason.TERMS_MOVED,
                limit + " was changed in the record since; say it again when that has been booked here");
    }

    private CompletionStage<SiteEntry> requireTakesPart() {
        return record.site(centers.here()).thenApply(own -> {
            if (own.isFenced()) {
                throw RequestFault.of(ErrorReason.NOT_HOME,
                        "this data center was fenced by " + centers.name(own.fencedBy()));
            }
            return own;
        });
    }

    @Override
    public CompletionStage<?> fence(int dataCenter) {
        return reached(requireTakesPart().thenCompose(_ -> record.site(dataCenter)).thenCompose(seen -> seen.isFenced()
                ? CompletableFuture.completedStage(seen) : record.fence(seen, centers.here())).thenApply(after -> {
                    if (!after.isFenced()) {
                        throw RequestFault.of(ErrorReason.TERMS_MOVED,
                                centers.name(dataCenter) + " has renewed its lease meanwhile; say it again");
                    }
                    return after;
                }));
    }

    @Override
    public CompletionStage<?> reinstate(int dataCenter) {
        return reached(requireTakesPart().thenCompose(_ -> record.site(dataCenter)).thenCompose(seen -> seen.isFenced()
                ? record.reinstate(seen) : CompletableFuture.completedStage(seen)));
    }

    /** Says in the API's words that no majority was reached. */
    private static <T> CompletionStage<T> reached(CompletionStage<T> asked) {
        return asked.exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause() : failure;
            return CompletableFuture.failedStage(cause instanceof RecordUnreachable
                    ? RequestFault.of(ErrorReason.RECORD_UNREACHABLE, cause.getMessage()) : cause);
        });
    }
}
