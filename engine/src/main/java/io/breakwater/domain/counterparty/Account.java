package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.kernel.LongMap;

/**
 * A counterparty's account: what it holds in each instrument, net.
 *
 * @param place where its orders rest and its money lies; {@code self} when we are the venue
 * @param holdings by instrument, at most {@link #MAX_HOLDINGS}
 */
public record Account(
        String id,
        String place,
        MarginMode mode,
        String baseAsset,
        Permissions permissions,
        Limits limits,
        LongMap<Holding> holdings) {

    public static final int MAX_HOLDINGS = 16_384;
    public static final String SELF = "self";

    public static Account opened(CounterpartyRequest.OpenAccount request) {
        return new Account(request.account(), request.place(), request.mode(), request.baseAsset(),
                request.permissions(), Limits.NONE, LongMap.empty());
    }

    public Holding holding(long instrument) {
        Holding holding = holdings.get(instrument);
        return holding == null ? Holding.EMPTY : holding;
    }

    public Account with(long instrument, Holding holding) {
        LongMap<Holding> changed =
                holding.isEmpty() ? holdings.remove(instrument) : holdings.put(instrument, holding);
        return new Account(id, place, mode, baseAsset, permissions, limits, changed);
    }

    public Account with(Limit limit) {
        return new Account(id, place, mode, baseAsset, permissions, limits.with(limit), holdings);
    }

    /** True when a cancel or amend takes effect with our own decision, because we are the venue. */
    public boolean isOwnVenue() {
        return place.equals(SELF);
    }
}
