package io.breakwater.feed.file.binance;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code calc_time,funding_interval_hours,last_funding_rate} */
record FundingRates(VenueSymbol of) implements RowReader {

    @Override
    public void read(Row row, Sink sink) {
        long micros = BinanceFile.micros(row, 0);
        sink.observed(new Observation.Funding(of, BinanceFile.stamp(micros, 0), row.decimal(2), micros));
    }
}
