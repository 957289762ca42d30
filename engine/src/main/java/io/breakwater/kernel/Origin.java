package io.breakwater.kernel;

/**
 * Where and under whose reign an id was made: ids carry it so that two data centers, or an owner and its successor,
 * never make the same one. Layout of an id, most significant bit first: 0, data center (7 bits), term (20),
 * sequence (36).
 *
 * @param dataCenter 0…127
 * @param term the lane's term, 0…1,048,575
 */
public record Origin(int dataCenter, int term) {

    private static final int SEQUENCE_BITS = 36;
    private static final int TERM_BITS = 20;
    private static final long MAX_SEQUENCE = (1L << SEQUENCE_BITS) - 1;

    public Origin {
        Invariants.check(dataCenter >= 0 && dataCenter < 128, "data center out of range");
        Invariants.check(term >= 0 && term < 1 << TERM_BITS, "term out of range");
    }

    /** @param sequence 1…2^36-1, counted by one owner */
    public long id(long sequence) {
        Invariants.check(sequence > 0 && sequence <= MAX_SEQUENCE, "sequence out of range");
        return (long) dataCenter << (TERM_BITS + SEQUENCE_BITS) | (long) term << SEQUENCE_BITS | sequence;
    }

    public static int dataCenterOf(long id) {
        return (int) (id >>> (TERM_BITS + SEQUENCE_BITS));
    }

    public static int termOf(long id) {
        return (int) (id >>> SEQUENCE_BITS) & ((1 << TERM_BITS) - 1);
    }
}
