package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;

/**
 * What makes a fill the same fill wherever it comes from. Of which position it is follows from its order, and some
 * sources tell it while others do not: it is carried here and does not count.
 *
 * @param tradeDate yyyymmdd of the venue
 */
public record ExecutionKey(
        String venue, String venueAccount, long instrument, int tradeDate, String tradeId, Direction direction,
        String orderId) {

    /** Of which position is not told. */
    public ExecutionKey(String venue, String venueAccount, long instrument, int tradeDate, String tradeId, Side side,
            String orderId) {
        this(venue, venueAccount, instrument, tradeDate, tradeId, Direction.of(side), orderId);
    }

    public Side side() {
        return direction.side();
    }

    /** Which position it is of as far as it tells, by {@link PositionKey}. */
    long position() {
        return PositionKey.of(instrument, direction.position());
    }

    /** The same, of a position of this side. */
    ExecutionKey of(PositionSide position) {
        return new ExecutionKey(venue, venueAccount, instrument, tradeDate, tradeId, Direction.of(side(), position),
                orderId);
    }

    /** The same, of an instrument that has this number. */
    ExecutionKey in(long other) {
        return new ExecutionKey(venue, venueAccount, other, tradeDate, tradeId, direction, orderId);
    }

    /** True of the same fill, whichever of both tells more. */
    boolean isSame(ExecutionKey other) {
        return instrument == other.instrument && tradeDate == other.tradeDate && side() == other.side()
                && tradeId.equals(other.tradeId) && orderId.equals(other.orderId) && venue.equals(other.venue)
                && venueAccount.equals(other.venueAccount);
    }

    /** 64-bit hash of all parts, by which booked fills are remembered. */
    public long key() {
        long h = Hash64.combine(Hash64.of(venue), Hash64.of(venueAccount));
        h = Hash64.combine(h, instrument);
        h = Hash64.combine(h, tradeDate);
        h = Hash64.combine(h, Hash64.of(tradeId));
        h = Hash64.combine(h, side().sign());
        return Hash64.combine(h, Hash64.of(orderId));
    }
}
