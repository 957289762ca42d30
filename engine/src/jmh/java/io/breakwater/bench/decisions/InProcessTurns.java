package io.breakwater.bench.decisions;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Turns of a side that decides in this process. What is sent is made meanwhile, and what that takes is the client's.
 *
 * @param storedBytes of its journal so far
 */
public record InProcessTurns<P>(Pump<P> pump, Tally tally, LongSupplier storedBytes) {

    public Turn turn(Duration time) throws InterruptedException {
        HeapMeter meter = HeapMeter.start();
        long stored = storedBytes.getAsLong();
        long nanos = pump.run(time);
        return tally.take(nanos, meter.inProcess(storedBytes.getAsLong() - stored));
    }
}
