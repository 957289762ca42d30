package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Hash64;

/**
 * What makes a fill the same fill wherever it comes from.
 *
 * @param tradeDate yyyymmdd of the venue
 */
public record ExecutionKey(
        String venue, String venueAccount, long instrument, int tradeDate, String tradeId, Side side, String orderId) {

    /** 64-bit hash of all parts, by which booked fills are remembered. */
    public long key() {
        long h = Hash64.combine(Hash64.of(venue), Hash64.of(venueAccount));
        h = Hash64.combine(h, instrument);
        h = Hash64.combine(h, tradeDate);
        h = Hash64.combine(h, Hash64.of(tradeId));
        h = Hash64.combine(h, side.sign());
        return Hash64.combine(h, Hash64.of(orderId));
    }
}
