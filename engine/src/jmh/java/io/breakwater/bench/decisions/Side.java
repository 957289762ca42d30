package io.breakwater.bench.decisions;

import java.io.IOException;
import java.time.Duration;

/** One way of having the load decided. Lives over all rounds; each turn goes on where the last one ended. */
public interface Side extends AutoCloseable {

    /** Sends for so long and waits until all of it is decided. Making what it sends is not measured. */
    Turn turn(Duration time) throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;
}
