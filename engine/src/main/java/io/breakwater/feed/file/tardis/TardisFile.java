package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import io.breakwater.feed.file.Symbols;

/** What all of Tardis' files begin with: {@code exchange,symbol,timestamp,local_timestamp}. */
public final class TardisFile {
    private static final int EXCHANGE = 0;
    private static final int TIMESTAMP = 2;
    private static final int LOCAL_TIMESTAMP = 3;

    private final Symbols symbols = new Symbols();

    TardisFile() {}

    public static boolean isHeader(Row first) {
        return first.is(EXCHANGE, "exchange");
    }

    /**
     * The reader of its rows.
     *
     * @param fileName liquidations have the columns of trades: only the name tells them apart
     * @throws FeedFault UNKNOWN where it is none of those that are read
     */
    public static RowReader of(String fileName, Row header) {
        Columns columns = new Columns(header);
        columns.of("local_timestamp");
        if (columns.has("strike_price")) {
            return new TardisOptions(columns);
        }
        if (columns.has("mark_price")) {
            return new TardisDerivatives(columns);
        }
        if (columns.has("asks[0].price")) {
            return new TardisBooks(columns);
        }
        if (columns.has("is_snapshot")) {
            return new TardisChanges(columns);
        }
        if (columns.has("ask_price")) {
            return new TardisQuotes(columns);
        }
        if (columns.has("side") && columns.has("id")) {
            return new TardisTrades(columns, fileName.contains("liquidations"));
        }
        throw new FeedFault(Fault.UNKNOWN, "a Tardis file of another kind: " + header);
    }

    VenueSymbol symbol(Row row) {
        return symbols.of(row, EXCHANGE);
    }

    Stamp stamp(Row row) {
        return new Stamp(row.number(TIMESTAMP), row.number(LOCAL_TIMESTAMP), 0);
    }

    static Observation.Side side(Row row, int field) {
        return row.is(field, "buy") ? Observation.Side.BUY
                : row.is(field, "sell") ? Observation.Side.SELL : Observation.Side.UNKNOWN;
    }
}
