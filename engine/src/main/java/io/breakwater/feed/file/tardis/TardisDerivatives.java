package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code derivative_ticker}: marks, indexes and funding of perpetuals and futures. */
final class TardisDerivatives implements RowReader {
    private final TardisFile file = new TardisFile();
    private final int mark;
    private final int index;
    private final int last;
    private final int funding;
    private final int openInterest;

    TardisDerivatives(Columns columns) {
        this.mark = columns.of("mark_price");
        this.index = columns.of("index_price");
        this.last = columns.of("last_price");
        this.funding = columns.orNone("funding_rate");
        this.openInterest = columns.orNone("open_interest");
    }

    @Override
    public void read(Row row, Sink sink) {
        sink.observed(new Observation.Ticker(file.symbol(row), file.stamp(row), row.decimal(mark), row.decimal(index),
                row.decimal(last), row.decimal(funding), row.decimal(openInterest)));
    }
}
