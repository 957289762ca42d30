package io.breakwater.bench.decisions;

import io.breakwater.journal.rocksdb.EmbeddedStore;
import java.time.Duration;

/** Turns of a side that decides in this process, over a store of its own. */
public record InProcessTurns<P>(Pump<P> pump, Tally tally, EmbeddedStore store) {

    public Turn turn(Duration time) throws InterruptedException {
        pump.prepare(time);
        HeapMeter meter = HeapMeter.start();
        long stored = store.counters().bytes();
        long nanos = pump.run(time);
        return tally.take(nanos, meter.inProcess(store.counters().bytes() - stored));
    }
}
