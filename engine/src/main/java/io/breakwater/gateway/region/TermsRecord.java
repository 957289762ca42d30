package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import java.util.concurrent.CompletionStage;

/**
 * Where all data centers agree on the terms of limits, one version after the other. Kept by the operator's hand where
 * there are two sites ({@link OperatorsHand}), and by a majority where there is a third ({@link ThreeSiteRecord}).
 */
public interface TermsRecord {

    /**
     * Agrees on terms that follow those known here.
     *
     * @param span as it is known here
     * @param wanted what is to be in force; its version is given here
     * @return what was agreed; fails with NOT_HOME where this data center is not entitled,
     *     TERMS_MOVED where others were agreed meanwhile, RECORD_UNREACHABLE where nobody can agree now
     */
    CompletionStage<SpanTerms> agree(Span span, Change wanted);

    /** What {@link #agree} would answer now, without anything being agreed. */
    CompletionStage<SpanTerms> judge(Span span, Change wanted);

    /** Fails as {@link #fence} and {@link #reinstate} would where this data center may change nothing now. */
    CompletionStage<?> mayChange();

    /** Says of a data center that it is fenced, before any limit does: from then on it renews no lease. */
    CompletionStage<?> fence(int dataCenter);

    /** Says that it takes part again, after all limits have. */
    CompletionStage<?> reinstate(int dataCenter);

    /**
     * A change of terms.
     *
     * @param entitled the data center that may write it: home, or who takes over from it
     */
    record Change(int entitled, SpanTerms wanted) {}
}
