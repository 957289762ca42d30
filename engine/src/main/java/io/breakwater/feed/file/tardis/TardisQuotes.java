package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code quotes}: best bid and ask. */
final class TardisQuotes implements RowReader {
    private final TardisFile file = new TardisFile();
    private final int bid;
    private final int bidAmount;
    private final int ask;
    private final int askAmount;

    TardisQuotes(Columns columns) {
        this.bid = columns.of("bid_price");
        this.bidAmount = columns.of("bid_amount");
        this.ask = columns.of("ask_price");
        this.askAmount = columns.of("ask_amount");
    }

    @Override
    public void read(Row row, Sink sink) {
        sink.observed(new Observation.Quote(file.symbol(row), file.stamp(row), new Observation.Touch(
                row.decimal(bid), row.decimal(bidAmount), row.decimal(ask), row.decimal(askAmount))));
    }
}
