package io.breakwater.domain;

import io.breakwater.kernel.RequestId;

/** Request ids for tests, named by a small number. */
public final class Ids {
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 1L << 63;

    private Ids() {}

    /** Made at so many milliseconds; a larger number is a later one. */
    public static RequestId id(long millis) {
        return new RequestId(millis << 16 | VERSION, VARIANT, 0);
    }
}
