package io.breakwater.audit;

import io.breakwater.domain.counterparty.RuleVerdict;
import io.breakwater.kernel.Outcome;
import io.breakwater.log.Envelope;
import java.util.List;

/**
 * One decision and what it rested on.
 *
 * @param index of the envelope in its block, from 0
 * @param outcome what the caller was told
 * @param holdId the first hold or other id that the decision made; 0 where it made none
 * @param rules what each rule saw, in their order; empty where no rules were asked
 * @param retakenIdentical deciding the request again on the state before it gave the recorded event
 * @param retakenJson what it gave; the recorded event where identical
 */
public record Explanation(
        String log,
        long block,
        int index,
        Envelope envelope,
        Outcome outcome,
        long holdId,
        List<RuleVerdict> rules,
        String eventJson,
        boolean retakenIdentical,
        String retakenJson) {}
