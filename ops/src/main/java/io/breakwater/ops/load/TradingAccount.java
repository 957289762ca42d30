package io.breakwater.ops.load;

import io.breakwater.v1.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One counterparty as the load generator plays it: how big it is, which way it leans, what works and what it holds.
 * Mutable; used by one thread.
 */
final class TradingAccount {
    /** Orders that are looked at to find one. */
    private static final int ATTEMPTS = 6;
    private static final String NEVER_SENT = "o0";

    private final String counterparty;
    private final double equityUsd;
    private final double buyShare;
    private final int depth;
    private final List<LiveOrder> working = new ArrayList<>();
    private long positionLots;
    private long sequence;
    private String lastEnded = NEVER_SENT;

    /**
     * @param counterparty `counterparties/{id}`
     * @param equityUsd what it starts with; its orders are shares of it
     * @param buyShare share of buys among its orders, 0 to 1
     * @param depth orders that it likes to have working
     */
    TradingAccount(String counterparty, double equityUsd, double buyShare, int depth) {
        this.counterparty = counterparty;
        this.equityUsd = equityUsd;
        this.buyShare = buyShare;
        this.depth = depth;
    }

    String counterparty() {
        return counterparty;
    }

    double equityUsd() {
        return equityUsd;
    }

    double buyShare() {
        return buyShare;
    }

    long positionLots() {
        return positionLots;
    }

    int workingCount() {
        return working.size();
    }

    long heldCount() {
        return working.stream().filter(LiveOrder::isHeld).count();
    }

    int depth() {
        return depth;
    }

    /** It has the orders that it likes to have: it replaces instead of quoting anew. */
    boolean isQuoted() {
        return working.size() >= depth;
    }

    /** At this bound nothing new is submitted. */
    boolean isFull() {
        return working.size() >= 2 * depth;
    }

    /** Of a few orders that are not being changed the one that the mark left furthest behind; null where none is. */
    LiveOrder stalest(RandomGenerator random, long mark) {
        LiveOrder found = null;
        for (int attempt = 0; attempt < ATTEMPTS && !working.isEmpty(); attempt++) {
            LiveOrder order = working.get(random.nextInt(working.size()));
            if (!order.isAsked() && (found == null || order.crossedTicks(mark) > found.crossedTicks(mark))) {
                found = order;
            }
        }
        return found;
    }

    /** The price nearest to the wanted one that meets none of its own orders: nobody wants to trade with himself. */
    long clearOfOwn(Side side, long wanted, LiveOrder except) {
        long ticks = wanted;
        for (LiveOrder order : working) {
            if (order != except && order.side() != side) {
                ticks = order.isBuy() ? Math.max(ticks, order.reachTicks() + 1)
                        : Math.min(ticks, order.reachTicks() - 1);
            }
        }
        return Math.max(1, ticks);
    }

    String nextOrderId() {
        return "o" + Long.toString(++sequence, Character.MAX_RADIX);
    }

    /** The order that ended last; one that never was before the first. */
    String lastEnded() {
        return lastEnded;
    }

    void began(LiveOrder order) {
        working.add(order);
    }

    void ended(LiveOrder order) {
        working.remove(order);
        lastEnded = order.id();
    }

    /** A position was brought along; lots are signed. */
    void opened(long lots) {
        positionLots += lots;
    }

    void filled(LiveOrder order, long lots) {
        positionLots += order.isBuy() ? lots : -lots;
        order.filled(lots);
        if (order.lots() <= 0) {
            ended(order);
        }
    }
}
