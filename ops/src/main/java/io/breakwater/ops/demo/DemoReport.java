package io.breakwater.ops.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the demonstration found; the component names are the keys of its JSON.
 *
 * @param decisions items that were answered
 * @param refusedByReason by the rule's code; outcomes that are neither accepted nor refused by their verdict
 * @param acknowledged items whose outcome was told as durable
 * @param lost of them, those that the node or its logs do not know any more, know otherwise, or have decided twice
 * @param recoveredMillis from SIGKILL to the first decision after it, the start of the new process included
 * @param auditedEvents events that the audit folded
 * @param chainBroken places where a log is not what was written
 * @param retaken decisions that the audit took again
 * @param mismatches of them, those that came out otherwise, and those that could not be taken again
 */
record DemoReport(
        long decisions, long accepted, long refused, Map<String, Long> refusedByReason, long acknowledged, long lost,
        long recoveredMillis, long auditedEvents, long chainBroken, long retaken, long mismatches) {

    boolean isSound() {
        return lost == 0 && chainBroken == 0 && mismatches == 0;
    }

    /** Of two nodes; the time to recover is the longer one. */
    DemoReport plus(DemoReport other) {
        Map<String, Long> reasons = new TreeMap<>(refusedByReason);
        other.refusedByReason.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        return new DemoReport(decisions + other.decisions, accepted + other.accepted, refused + other.refused, reasons,
                acknowledged + other.acknowledged, lost + other.lost,
                Math.max(recoveredMillis, other.recoveredMillis), auditedEvents + other.auditedEvents,
                chainBroken + other.chainBroken, retaken + other.retaken, mismatches + other.mismatches);
    }

    /** On one line. */
    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of numbers cannot be written as JSON", e);
        }
    }
}
