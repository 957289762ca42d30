package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.Sink;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.Columns;
import io.breakwater.feed.file.Row;
import io.breakwater.feed.file.RowReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code incremental_book_L2}: books and their changes, one level a row. Rows that follow each other, of one symbol and
 * one receive time, are one message, and are handed on when the next one begins.
 */
final class TardisChanges implements RowReader {
    private static final int MOST_LEVELS = 20_000;
    private static final Comparator<Level> BY_PRICE = Comparator.comparing(Level::price);

    private final TardisFile file = new TardisFile();
    private final int isSnapshot;
    private final int side;
    private final int price;
    private final int amount;
    private final List<Level> bids = new ArrayList<>();
    private final List<Level> asks = new ArrayList<>();
    private VenueSymbol of;
    private Stamp at;
    private boolean isWhole;

    TardisChanges(Columns columns) {
        this.isSnapshot = columns.of("is_snapshot");
        this.side = columns.of("side");
        this.price = columns.of("price");
        this.amount = columns.of("amount");
    }

    @Override
    public void read(Row row, Sink sink) {
        VenueSymbol rowOf = file.symbol(row);
        Stamp rowAt = file.stamp(row);
        boolean isOfWhole = row.is(isSnapshot, "true");
        if (of != null && !(rowOf.equals(of) && rowAt.equals(at) && isOfWhole == isWhole)) {
            end(sink);
        }
        Level level = new Level(row.decimal(price), row.decimal(amount));
        List<Level> levels = levels(row);
        of = rowOf;
        at = rowAt;
        isWhole = isOfWhole;
        if (levels.size() == MOST_LEVELS) {
            throw new FeedFault(Fault.OVERSIZED, "a book of more than " + MOST_LEVELS + " levels");
        }
        levels.add(level);
    }

    private List<Level> levels(Row row) {
        if (row.is(side, "bid")) {
            return bids;
        }
        if (row.is(side, "ask")) {
            return asks;
        }
        throw new FeedFault(Fault.MALFORMED, "neither bid nor ask");
    }

    @Override
    public void end(Sink sink) {
        if (of == null) {
            return;
        }
        if (isWhole) {
            bids.sort(BY_PRICE.reversed());
            asks.sort(BY_PRICE);
        }
        Observation.Book book = new Observation.Book(of, at, isWhole, Observation.Chain.NONE, List.copyOf(bids),
                List.copyOf(asks));
        of = null;
        bids.clear();
        asks.clear();
        sink.observed(book);
    }
}
