package io.breakwater.feed.file.binance;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** {@code timestamp,percentage,depth,notional}; the time in words, {@code 2023-01-01 00:00:06}. */
record BookDepth(VenueSymbol of) implements RowReader {

    @Override
    public void read(Row row, Sink sink) {
        long micros = row.isNumber(0) ? BinanceFile.micros(row, 0) : worded(row.text(0));
        sink.observed(new Observation.Depth(of, BinanceFile.stamp(micros, 0), row.decimal(1), row.decimal(2),
                row.decimal(3)));
    }

    private static long worded(String text) {
        try {
            Instant at = LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new FeedFault(Fault.MALFORMED, "not a time: " + text);
        }
    }
}
