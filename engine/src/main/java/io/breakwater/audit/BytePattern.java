package io.breakwater.audit;

import io.breakwater.log.CborWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that a block must contain if it says something, so that most blocks need not be decoded to look for it. What is
 * found must still be looked at: other things may have the same bytes.
 */
record BytePattern(byte[] bytes) {
    private static final int MOST_BYTES = 1_024;
    /** Ids within one group of orders differ in the last two bytes, and by a carry in the one before. */
    private static final int GROUP_BYTES = 2;

    /** A text; it is written in full where it first occurs in a block. */
    static BytePattern of(String text) {
        return new BytePattern(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Two numbers behind each other, as a request id is written where its UUID first occurs. */
    static BytePattern of(long first, long second) {
        CborWriter out = new CborWriter(MOST_BYTES, MOST_BYTES);
        out.writeLong(first);
        out.writeLong(second);
        return new BytePattern(out.toBytes());
    }

    /** A large number, or one near it. */
    static BytePattern near(long number) {
        CborWriter out = new CborWriter(MOST_BYTES, MOST_BYTES);
        out.writeLong(number);
        byte[] exact = out.toBytes();
        return new BytePattern(Arrays.copyOf(exact, Math.max(1, exact.length - GROUP_BYTES)));
    }

    boolean isIn(byte[] all) {
        int last = all.length - bytes.length;
        byte first = bytes[0];
        for (int i = 0; i <= last; i++) {
            if (all[i] == first && Arrays.equals(all, i, i + bytes.length, bytes, 0, bytes.length)) {
                return true;
            }
        }
        return false;
    }
}
