package io.breakwater.ops.demo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the demonstration on two data centers found; the component names are the keys of its JSON.
 *
 * @param both what one node's demonstration tells, summed over both; recoveredMillis from SIGKILL until the killed one
 *     had been started again and had decided whatever was unanswered
 * @param dataCenters how many
 * @param cutMillis from the cut until it was healed
 * @param decidedInCut answered meanwhile, in both
 * @param limits over both data centers
 * @param capOrders cap on working orders of one firm, over both
 * @param mostOrders the most of them that clients knew to work at one moment
 * @param overLimit times that a limit was seen with more in use than its cap
 * @param beyondWindow limits whose use ran further ahead of what the other one had seen than their window
 * @param rpoDecisions acknowledged by the killed one that the other had no copy of: lost if its disks had been
 * @param rpoMillis how long before the kill the oldest of them was told
 * @param rtoMillis from the kill until the other one was home and had reclaimed what lies beyond the windows
 * @param backMillis from the heal until the killed one took part again and both agreed on all rights
 */
record SitesReport(
        @JsonUnwrapped DemoReport both, int dataCenters, long cutMillis, long decidedInCut, long limits,
        long capOrders, long mostOrders, long overLimit, long beyondWindow, long rpoDecisions, long rpoMillis,
        long rtoMillis, long backMillis) {

    boolean isSound() {
        return both.isSound() && overLimit == 0 && beyondWindow == 0;
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
