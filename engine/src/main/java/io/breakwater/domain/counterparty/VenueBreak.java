package io.breakwater.domain.counterparty;

/**
 * A figure that an account's venue states otherwise than we do. Fills under way make some for a moment: the age tells
 * them from those that somebody must look at.
 *
 * @param instrument of the position, or of the order
 * @param clientOrderId empty for a position
 * @param venueLots signed for a position, what is left of an order
 * @param ourLots the same by us, when it was compared last
 * @param sinceMicros time of the first of the unbroken row of statements that differ, epoch micros
 */
public record VenueBreak(String account, Kind kind, long instrument, String clientOrderId, long venueLots,
        long ourLots, long sinceMicros) {

    /** What differs. */
    public enum Kind {
        POSITION,
        /** What is left of an order that both know. */
        ORDER_LEAVES,
        /** Works by us, and the venue does not know it. */
        ORDER_MISSING,
        /** Works at the venue, and we do not know it. */
        ORDER_UNKNOWN,
        /** Of an account that holds long and short positions beside each other. */
        LONG_POSITION,
        SHORT_POSITION
    }

    /** Unique within a counterparty, grouped by account. */
    String key() {
        return account + '/' + kind + '/' + clientOrderId + '/' + Long.toHexString(instrument);
    }
}
