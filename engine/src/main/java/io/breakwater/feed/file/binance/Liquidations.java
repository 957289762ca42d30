package io.breakwater.feed.file.binance;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/**
 * {@code time,side,order_type,time_in_force,original_quantity,price,average_price,…}; in some years the columns stand
 * in another order, which only the header tells. Without an average price the order's own is taken.
 */
record Liquidations(VenueSymbol of, int time, int side, int quantity, int price, int average) implements RowReader {

    Liquidations(VenueSymbol of) {
        this(of, 0, 1, 4, 5, 6);
    }

    static Liquidations with(VenueSymbol of, Row header) {
        Columns columns = new Columns(header);
        return new Liquidations(of, columns.of("time"), columns.of("side"), columns.of("original_quantity"),
                columns.of("price"), columns.orNone("average_price"));
    }

    @Override
    public void read(Row row, Sink sink) {
        Decimal paid = row.decimal(average).orAbsentIfZero().or(row.decimal(price));
        sink.observed(new Observation.Liquidation(of, BinanceFile.stamp(BinanceFile.micros(row, time), 0), "", paid,
                row.decimal(quantity), side(row)));
    }

    private Observation.Side side(Row row) {
        return row.is(side, "BUY") ? Observation.Side.BUY
                : row.is(side, "SELL") ? Observation.Side.SELL : Observation.Side.UNKNOWN;
    }
}
