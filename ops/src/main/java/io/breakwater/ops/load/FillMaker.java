package io.breakwater.ops.load;

import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillKind;
import io.breakwater.v1.Liquidity;
import io.breakwater.v1.Side;
import java.util.function.LongSupplier;

/** Writes executions of working orders as a venue would report them. */
final class FillMaker {
    private final Grid grid;
    private final LongSupplier nowMillis;
    private long trades;

    FillMaker(Grid grid, LongSupplier nowMillis) {
        this.grid = grid;
        this.nowMillis = nowMillis;
    }

    Fact fill(TradingAccount account, LiveOrder order, long lots) {
        return fact(account, execution(order.side(), order.ticks(), lots, FillKind.FILL_KIND_NEW)
                .setClientOrderId(order.id())
                .setOrderId(order.id())
                .setLiquidity(Liquidity.LIQUIDITY_MAKER));
    }

    /** A position that comes from elsewhere, at the present mark. @param lots signed, not 0 */
    Fact transfer(TradingAccount account, long lots, OrderPricing pricing) {
        account.opened(lots);
        Side side = lots > 0 ? Side.SIDE_BUY : Side.SIDE_SELL;
        return fact(account, execution(side, pricing.markTicks(), Math.abs(lots), FillKind.FILL_KIND_TRANSFER));
    }

    private Fill.Builder execution(Side side, long ticks, long lots, FillKind kind) {
        trades++;
        return Fill.newBuilder()
                .setInstrument(grid.instrument())
                .setSide(side)
                .setPrice(grid.price(ticks))
                .setQuantity(grid.quantity(lots))
                .setTradeId("t" + trades)
                .setKind(kind)
                .setVenueTimeMicros(nowMillis.getAsLong() * 1_000)
                .setVenueSequence(trades);
    }

    private static Fact fact(TradingAccount account, Fill.Builder fill) {
        return Fact.newBuilder().setCounterparty(account.counterparty()).setFill(fill).build();
    }
}
