package io.breakwater.bench.load;

import io.breakwater.kernel.RequestId;
import java.util.SplittableRandom;

/** Makes UUIDv7 request ids. Used by one thread. */
public final class RequestIdSource {

    private static final int MILLIS_SHIFT = 16;
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 1L << 63;

    private final SplittableRandom random;

    /** @param seed another one for everybody who makes ids, or they meet */
    public RequestIdSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public RequestId next() {
        long msb = System.currentTimeMillis() << MILLIS_SHIFT | VERSION_7 | random.nextLong() >>> 52;
        return new RequestId(msb, random.nextLong() >>> 2 | VARIANT, 0);
    }
}
