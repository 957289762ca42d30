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
    private static final int ATTEMPTS = 4;

    private final String counterparty;
    private final double equityUsd;
    private final double buyShare;
    private final int depth;
    private final List<LiveOrder> working = new ArrayList<>();
    private long positionLots;
    private long sequence;

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

    /** Some order that is not being changed; null where a few tries find none. */
    LiveOrder anyFree(RandomGenerator random) {
        for (int attempt = 0; attempt < ATTEMPTS && !working.isEmpty(); attempt++) {
            LiveOrder order = working.get(random.nextInt(working.size()));
            if (!order.isAsked()) {
                return order;
            }
        }
        return null;
    }

    String nextOrderId() {
        return "o" + Long.toString(++sequence, Character.MAX_RADIX);
    }

    /** The id given last; "o0" before the first. */
    String lastOrderId() {
        return "o" + Long.toString(sequence, Character.MAX_RADIX);
    }

    void began(LiveOrder order) {
        working.add(order);
    }

    void ended(LiveOrder order) {
        working.remove(order);
    }

    void filled(LiveOrder order, long lots) {
        positionLots += order.side() == Side.SIDE_BUY ? lots : -lots;
        order.filled(lots);
        if (order.lots() <= 0) {
            working.remove(order);
        }
    }
}
