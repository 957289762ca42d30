package io.breakwater.actors.lane;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Origin;

/**
 * Request ids of what a lane books by itself: UUIDv7 from decision time, data center, lane, term and a counter, so that
 * no two lanes and no two reigns over one lane make the same. Nothing is random. One thread only.
 *
 * <p>Layout: 48 bits of milliseconds, version, 12 bits of data center; variant, 12 bits of the lane's hash, 20 of the
 * term, 30 of the counter, which starts again at every term.
 */
public final class OwnIds {
    private static final int COUNTER_BITS = 30;
    private static final int TERM_BITS = 20;
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 0b10L << 62;

    private final long high;
    private final long low;
    private int counter;

    public OwnIds(String lane, Origin origin) {
        long lane12 = Hash64.of(lane) & 0xFFF;
        this.high = VERSION | origin.dataCenter();
        this.low = VARIANT | lane12 << (TERM_BITS + COUNTER_BITS) | (long) origin.term() << COUNTER_BITS;
    }

    /** One UUID for so many commands. */
    public RequestIds next(long nowMicros, int size) {
        counter = (counter + 1) & ((1 << COUNTER_BITS) - 1);
        return new RequestIds(nowMicros / 1_000 << 16 | high, low | counter, new int[size]);
    }
}
