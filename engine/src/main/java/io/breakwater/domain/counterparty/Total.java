package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Overflow;

/** A sum of longs in 128 bits, so that whether it fits does not depend on the order. Mutable. */
final class Total {

    private long high;
    private long low;

    void add(long value) {
        long sum = low + value;
        boolean carries = Long.compareUnsigned(sum, low) < 0;
        high += (value >> 63) + (carries ? 1 : 0);
        low = sum;
    }

    long value() {
        if (high != low >> 63) {
            throw new Overflow("sum");
        }
        return low;
    }
}
