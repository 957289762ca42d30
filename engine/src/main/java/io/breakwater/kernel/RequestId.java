package io.breakwater.kernel;

import io.breakwater.kernel.MalformedRequestId.Reason;

/**
 * Names one request for ever (I-05): a UUIDv7 made by the caller, and the ordinal of the item within a pack that shares
 * the UUID. Ordered by time first. It does not say whose request it is, and nothing here makes new ones.
 *
 * @param msb high half of the UUID: 48 bits of Unix milliseconds, version 7, 12 bits of the caller's
 * @param lsb low half: variant 10, 62 bits of the caller's
 * @param item ordinal within the pack, ≥ 0; 0 for a request of its own
 */
public record RequestId(long msb, long lsb, int item) implements Comparable<RequestId> {
    private static final int TEXT_LENGTH = 36;
    private static final int VERSION = 7;
    private static final long VARIANT = 0b10;

    /** Checks version, variant and item; throws {@link MalformedRequestId}. */
    public RequestId {
        check(item >= 0, Reason.ITEM);
        check((msb >>> 12 & 0xF) == VERSION, Reason.VERSION);
        check(lsb >>> 62 == VARIANT, Reason.VARIANT);
    }

    /**
     * Reads the 36-character text of a UUIDv7, in either case.
     *
     * @throws MalformedRequestId with the reason
     */
    public static RequestId parse(CharSequence text, int item) {
        check(text.length() == TEXT_LENGTH, Reason.LENGTH);
        check(isDash(text, 8) && isDash(text, 13) && isDash(text, 18) && isDash(text, 23), Reason.SYNTAX);
        long msb = hex(text, 0, 8) << 32 | hex(text, 9, 13) << 16 | hex(text, 14, 18);
        long lsb = hex(text, 19, 23) << 48 | hex(text, 24, 36);
        return new RequestId(msb, lsb, item);
    }

    /** Reads the text of a UUIDv7 as a request of its own, item 0. */
    public static RequestId parse(CharSequence text) {
        return parse(text, 0);
    }

    /** An id that this one and such a body make, of the same time: for what comes under the id of something else. */
    public RequestId apartFor(long body) {
        return new RequestId(msb, lsb ^ body >>> 2, item);
    }

    private static boolean isDash(CharSequence text, int index) {
        return text.charAt(index) == '-';
    }

    private static long hex(CharSequence text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            check(digit >= 0, Reason.SYNTAX);
            value = value << 4 | digit;
        }
        return value;
    }

    private static void check(boolean holds, Reason reason) {
        if (!holds) {
            throw new MalformedRequestId(reason);
        }
    }

    /** The same UUID with another ordinal. */
    public RequestId withItem(int ordinal) {
        return new RequestId(msb, lsb, ordinal);
    }

    /** When the caller says it made the id, Unix milliseconds, 0 … 2⁴⁸ − 1; not to be trusted. */
    public long timestampMillis() {
        return msb >>> 16;
    }

    /** A 64-bit hash of all three parts, to key maps by; whoever keys by it also compares the id. */
    public long key() {
        return Hash64.combine(Hash64.combine(msb, lsb), item);
    }

    /** The UUID alone in lower case, 36 characters. */
    public String uuid() {
        return new java.util.UUID(msb, lsb).toString();
    }

    @Override
    public int compareTo(RequestId that) {
        int order = Long.compareUnsigned(msb, that.msb);
        order = order != 0 ? order : Long.compareUnsigned(lsb, that.lsb);
        return order != 0 ? order : Integer.compare(item, that.item);
    }

    /** The UUID, and {@code #item} where the item is not 0. */
    @Override
    public String toString() {
        return item == 0 ? uuid() : uuid() + "#" + item;
    }
}
