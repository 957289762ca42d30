package io.breakwater.bench.decisions;

import io.breakwater.bench.load.OrderFlow;

/** What is sent, in packs of how many items, how many packs at once. */
public record PackedLoad(OrderFlow flow, int packItems, int packsInFlight) {

    /** Of all packs under way. */
    public int itemsInFlight() {
        return packItems * packsInFlight;
    }
}
