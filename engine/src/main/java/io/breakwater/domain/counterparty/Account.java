package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.kernel.LongMap;

/**
 * A counterparty's account: what it holds in each instrument, net.
 *
 * @param place where its orders rest and its money lies; {@code self} when we are the venue
 * @param holdings by instrument, at most {@link #MAX_HOLDINGS}
 * @param used of the limits that add up; kept up only while the account has limits of its own
 */
public record Account(
        String id,
        String place,
        MarginMode mode,
        String baseAsset,
        Permissions permissions,
        Limits limits,
        LongMap<Holding> holdings,
        Used used) {

    public static final int MAX_HOLDINGS = 16_384;
    public static final String SELF = "self";

    public static Account opened(CounterpartyRequest.OpenAccount request) {
        return new Account(request.account(), request.place(), request.mode(), request.baseAsset(),
                request.permissions(), Limits.NONE, LongMap.empty(), Used.NOTHING);
    }

    public Holding holding(long instrument) {
        Holding holding = holdings.get(instrument);
        return holding == null ? Holding.EMPTY : holding;
    }

    /** A holding is this from now on, and so many orders began to work or ended. */
    Account with(long instrument, Holding holding, int orders) {
        LongMap<Holding> changed =
                holding.isEmpty() ? holdings.remove(instrument) : holdings.put(instrument, holding);
        Used now = limits.isEmpty() ? used : used.changed(holding(instrument), holding, orders);
        return new Account(id, place, mode, baseAsset, permissions, limits, changed, now);
    }

    /** @param orders that work in it now */
    Account with(Limit limit, long orders) {
        Used now = limits.isEmpty() ? Used.of(this, orders) : used;
        return new Account(id, place, mode, baseAsset, permissions, limits.with(limit), holdings, now);
    }

    /** True when a cancel or amend takes effect with our own decision, because we are the venue. */
    public boolean isOwnVenue() {
        return place.equals(SELF);
    }
}
