package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanTerms;
import java.util.concurrent.CompletionStage;

/**
 * Where all data centers agree on the terms of limits, one version after the other. Kept by the operator's hand where
 * there are two sites ({@link OperatorsHand}); a record at three sites can take its place.
 */
@FunctionalInterface
public interface TermsRecord {

    /**
     * Agrees on terms that follow those known here.
     *
     * @param span as it is known here
     * @param wanted what is to be in force; its version is given here
     * @return what was agreed; fails with NOT_HOME where this data center is not entitled
     */
    CompletionStage<SpanTerms> agree(Span span, Change wanted);

    /**
     * A change of terms.
     *
     * @param entitled the data center that may write it: home, or who takes over from it
     */
    record Change(int entitled, SpanTerms wanted) {}
}
