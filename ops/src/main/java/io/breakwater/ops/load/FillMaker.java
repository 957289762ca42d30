package io.breakwater.ops.load;

import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillKind;
import io.breakwater.v1.Liquidity;
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
        trades++;
        return Fact.newBuilder()
                .setCounterparty(account.counterparty())
                .setFill(Fill.newBuilder()
                        .setInstrument(grid.instrument())
                        .setSide(order.side())
                        .setPrice(grid.price(order.ticks()))
                        .setQuantity(grid.quantity(lots))
                        .setTradeId("t" + trades)
                        .setClientOrderId(order.id())
                        .setOrderId(order.id())
                        .setKind(FillKind.FILL_KIND_NEW)
                        .setLiquidity(Liquidity.LIQUIDITY_MAKER)
                        .setVenueTimeMicros(nowMillis.getAsLong() * 1_000)
                        .setVenueSequence(trades))
                .build();
    }
}
