package io.breakwater.bench.load;

import java.time.Instant;

/** The clock of benches. */
public final class EpochMicros {

    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    private EpochMicros() {}

    public static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * MICROS_A_SECOND + now.getNano() / NANOS_A_MICRO;
    }
}
