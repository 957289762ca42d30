package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;

/**
 * A counterparty's account: what it holds in each instrument, net, or long and short apart.
 *
 * @param place where its orders rest and its money lies; {@code self} when we are the venue
 * @param holdings by {@link PositionKey}, at most {@link #MAX_HOLDINGS}
 * @param used of the limits that add up; kept up only while the account has limits of its own
 */
public record Account(
        String id,
        String place,
        MarginMode mode,
        PositionMode positions,
        String baseAsset,
        Permissions permissions,
        Limits limits,
        LongMap<Holding> holdings,
        Used used) {

    public static final int MAX_HOLDINGS = 16_384;
    public static final String SELF = "self";

    public static Account opened(CounterpartyRequest.OpenAccount request) {
        return new Account(request.account(), request.place(), request.mode(), request.positions(),
                request.baseAsset(), request.permissions(), Limits.NONE, LongMap.empty(), Used.NOTHING);
    }

    /** @param position by {@link PositionKey} */
    public Holding holding(long position) {
        Holding holding = holdings.get(position);
        return holding == null ? Holding.EMPTY : holding;
    }

    boolean isHedged() {
        return positions == PositionMode.HEDGE;
    }

    /** Which side of its instrument a position is. @param position by {@link PositionKey} */
    public PositionSide sideOf(long position, Payoff payoff) {
        return !positions.hasSides(payoff) ? PositionSide.NET
                : PositionKey.isShort(position) ? PositionSide.SHORT : PositionSide.LONG;
    }

    /** The other side of the same instrument; nothing where an account has no sides. */
    Holding beside(long position) {
        return isHedged() ? holding(PositionKey.opposite(position)) : Holding.EMPTY;
    }

    /** Signed, all sides of an instrument together. */
    long lots(long instrument) {
        return Exact.add(holding(instrument).position().lots(), beside(instrument).position().lots());
    }

    /** Whether it has something that ends with an instrument. */
    boolean ends(long instrument) {
        return holding(instrument).ends() || beside(instrument).ends();
    }

    /** Keys of the positions that it may have in an instrument. */
    long[] positionsIn(long instrument) {
        return isHedged() ? new long[] {instrument, PositionKey.of(instrument, PositionSide.SHORT)}
                : new long[] {instrument};
    }

    /** Whether whatever happens in an instrument finds its place. */
    boolean hasRoomIn(long instrument) {
        boolean known = holdings.containsKey(instrument)
                && (!isHedged() || holdings.containsKey(PositionKey.opposite(instrument)));
        return known || holdings.size() < MAX_HOLDINGS;
    }

    /** Whether an order there, and its legs, find their place. */
    boolean hasRoomFor(long instrument, int legs) {
        return holdings.size() + 2 * legs < MAX_HOLDINGS || legs == 0 && hasRoomIn(instrument);
    }

    /** A holding is this from now on, and so many orders began to work or ended. */
    Account with(long position, Holding holding, int orders) {
        LongMap<Holding> changed =
                holding.isEmpty() ? holdings.remove(position) : holdings.put(position, holding);
        Used now = limits.isEmpty() ? used : used.changed(holding(position), holding, orders);
        return new Account(id, place, mode, positions, baseAsset, permissions, limits, changed, now);
    }

    /** @param orders that work in it now */
    Account with(Limit limit, long orders) {
        Used now = limits.isEmpty() ? Used.of(this, orders) : used;
        return new Account(id, place, mode, positions, baseAsset, permissions, limits.with(limit), holdings, now);
    }

    /**
     * False where we are the venue, so that a cancel or amend takes effect with our own decision.
     *
     * @param venue that its order names; empty for none
     */
    boolean sendsAway(String venue) {
        return !place.equals(SELF) || !venue.isEmpty() && !venue.equals(SELF);
    }
}
