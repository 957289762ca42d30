package io.breakwater.ops.client;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDv7 request ids (RFC 9562): 48 bits of milliseconds, then random bits. Ids made in one millisecond are not
 * ordered among themselves. Safe for use by several threads where the generator is.
 */
public final class RequestIds {
    private final InstantSource clock;
    private final RandomGenerator random;

    public RequestIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The clock that the ids are made by: milliseconds since the epoch. */
    public long nowMillis() {
        return clock.millis();
    }

    /** A new id in lower case with hyphens. */
    public String next() {
        long most = clock.millis() << 16 | 0x7000L | random.nextLong() >>> 52;
        long least = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }
}
