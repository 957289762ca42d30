package io.breakwater.bench.load;

import java.util.List;

/** Commands that travel together under one request id, a UUIDv7 in two halves. */
public record StepPack(long msb, long lsb, List<Step> steps) {

    public int size() {
        return steps.size();
    }
}
