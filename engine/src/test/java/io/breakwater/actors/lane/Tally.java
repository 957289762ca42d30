package io.breakwater.actors.lane;

import io.breakwater.kernel.LongMap;

/** State of the smallest aggregate there is: a sum, and the requests that were added up. */
record Tally(long total, LongMap<Long> known) {
    static final Tally NONE = new Tally(0, LongMap.empty());
}
