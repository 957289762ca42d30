package io.breakwater.feed.file.binance;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code open_time,open,high,low,close,volume,close_time,…} */
record Klines(VenueSymbol of) implements RowReader {
    private static final int CLOSE_TIME = 6;

    @Override
    public void read(Row row, Sink sink) {
        long opened = BinanceFile.micros(row, 0);
        long closed = BinanceFile.micros(row, CLOSE_TIME);
        sink.observed(new Observation.Candle(of, BinanceFile.stamp(closed, 0), closed - opened, row.decimal(1),
                row.decimal(2), row.decimal(3), row.decimal(4), row.decimal(5)));
    }
}
