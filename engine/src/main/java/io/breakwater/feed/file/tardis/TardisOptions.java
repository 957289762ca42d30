package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Sink;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;

/** {@code options_chain}: every option's quotes, volatilities (in per cent there) and greeks. */
final class TardisOptions implements RowReader {
    private final TardisFile file = new TardisFile();
    private final Columns columns;

    TardisOptions(Columns columns) {
        this.columns = columns;
    }

    @Override
    public void read(Row row, Sink sink) {
        sink.observed(new Observation.OptionTicker(file.symbol(row), file.stamp(row), touch(row), vols(row),
                greeks(row), at(row, "mark_price"), at(row, "underlying_price"), Decimal.ABSENT,
                at(row, "open_interest")));
    }

    private Decimal at(Row row, String name) {
        return row.decimal(columns.orNone(name));
    }

    private Touch touch(Row row) {
        return new Touch(at(row, "bid_price").orAbsentIfZero(), at(row, "bid_amount"),
                at(row, "ask_price").orAbsentIfZero(), at(row, "ask_amount"));
    }

    private Vols vols(Row row) {
        return new Vols(at(row, "bid_iv").percent(), at(row, "ask_iv").percent(), at(row, "mark_iv").percent());
    }

    private Greeks greeks(Row row) {
        return new Greeks(at(row, "delta"), at(row, "gamma"), at(row, "vega"), at(row, "theta"), at(row, "rho"));
    }
}
