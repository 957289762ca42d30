package io.breakwater.ops.load;

import io.breakwater.v1.NewOrder;
import io.breakwater.v1.OrderType;
import io.breakwater.v1.Side;
import io.breakwater.v1.TimeInForce;
import java.util.SplittableRandom;

/**
 * How orders are priced and sized. Most rest a few basis points from the mark; one in eight crosses it; one in a
 * thousand is a slip of the finger. One in five is priced from a mark that is some updates old, so that collars refuse
 * more when the market runs.
 */
final class OrderPricing {
    private static final double BPS = 1e-4;
    private static final int REMEMBERED = 32;

    private final FlowSettings settings;
    private final SplittableRandom random;
    private final long[] marks = new long[REMEMBERED];
    private int newest;

    OrderPricing(FlowSettings settings, SplittableRandom random, long firstTicks) {
        this.settings = settings;
        this.random = random;
        java.util.Arrays.fill(marks, firstTicks);
    }

    void mark(long ticks) {
        newest = (newest + 1) % REMEMBERED;
        marks[newest] = ticks;
    }

    long markTicks() {
        return marks[newest];
    }

    /** A new order that fits the account: all that it likes to have working come to about its equity. */
    LiveOrder order(TradingAccount account) {
        Side side = random.nextDouble() < account.buyShare() ? Side.SIDE_BUY : Side.SIDE_SELL;
        long ticks = random.nextInt(8) == 0 ? aggressive(side) : passive(side);
        double usd = account.equityUsd() / account.depth() * StrictMath.exp(2 * random.nextDouble() - 1.2);
        long lots = Math.max(1, Math.round(usd / settings.usdPerLot().applyAsDouble(markTicks())));
        return new LiveOrder(account.nextOrderId(), side, account.clearOfOwn(side, ticks, null), lots);
    }

    /** On its own side of a mark, exponentially 10 bps away. */
    long passive(Side side) {
        return away(seen(), side, -10 * BPS * -StrictMath.log(1 - random.nextDouble()));
    }

    private long aggressive(Side side) {
        double through = random.nextInt(125) == 0 ? 800 * BPS : 30 * BPS * random.nextDouble();
        return away(seen(), side, through);
    }

    private long seen() {
        int lag = random.nextInt(5) == 0 ? random.nextInt(REMEMBERED) : 0;
        return marks[Math.floorMod(newest - lag, REMEMBERED)];
    }

    private static long away(long mark, Side side, double share) {
        double moved = side == Side.SIDE_BUY ? mark * (1 + share) : mark * (1 - share);
        return Math.max(1, Math.round(moved));
    }

    NewOrder.Builder message(LiveOrder order) {
        return NewOrder.newBuilder()
                .setClientOrderId(order.id())
                .setInstrument(settings.grid().instrument())
                .setSide(order.side())
                .setPrice(settings.grid().price(order.ticks()))
                .setQuantity(settings.grid().quantity(order.lots()))
                .setType(OrderType.ORDER_TYPE_LIMIT)
                .setTimeInForce(TimeInForce.TIME_IN_FORCE_GTC);
    }
}
