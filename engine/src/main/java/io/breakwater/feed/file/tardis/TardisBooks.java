package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import java.util.ArrayList;
import java.util.List;

/** {@code book_snapshot_5} and {@code book_snapshot_25}: the top of the book, whole in each row. */
final class TardisBooks implements RowReader {
    private static final int MOST_LEVELS = 100;

    private final TardisFile file = new TardisFile();
    private final int[] bids;
    private final int[] asks;

    TardisBooks(Columns columns) {
        this.bids = places(columns, "bids");
        this.asks = places(columns, "asks");
    }

    /** Prices' columns of a side; amounts stand beside them. */
    private static int[] places(Columns columns, String side) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < MOST_LEVELS && columns.has(side + "[" + i + "].price"); i++) {
            places.add(columns.of(side + "[" + i + "].price"));
            places.add(columns.of(side + "[" + i + "].amount"));
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void read(Row row, Sink sink) {
        sink.observed(new Observation.Book(file.symbol(row), file.stamp(row), true, Observation.Chain.NONE,
                side(row, bids), side(row, asks)));
    }

    private static List<Observation.Level> side(Row row, int[] places) {
        List<Observation.Level> levels = new ArrayList<>(places.length / 2);
        for (int i = 0; i < places.length; i += 2) {
            Decimal price = row.decimal(places[i]);
            if (price.isPresent()) {
                levels.add(new Observation.Level(price, row.decimal(places[i + 1])));
            }
        }
        return List.copyOf(levels);
    }
}
