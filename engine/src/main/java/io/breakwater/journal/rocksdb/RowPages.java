package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import java.util.ArrayList;
import java.util.List;

/** Reads one log in pages, up to a number; either what is there at the beginning or also what comes later. */
record RowPages(EmbeddedStore store, String persistenceId, RowRange range, boolean live)
        implements CursorStage.Pages<StoredRow> {

    @Override
    public CursorStage.Cursor<StoredRow> begin() {
        long to = live ? range.to() : Math.min(range.to(), store.logs().highest(persistenceId));
        return new Position(Math.max(1, range.from()), to);
    }

    @Override
    public LiveSignals.Listener follow(Runnable wake) {
        return live ? store.signals().add(persistenceId, wake) : null;
    }

    @Override
    public void unfollow(LiveSignals.Listener listener) {
        store.signals().remove(listener);
    }

    private final class Position implements CursorStage.Cursor<StoredRow> {

        private final long to;
        private long next;

        private Position(long next, long to) {
            this.next = next;
            this.to = to;
        }

        @Override
        public List<StoredRow> next() {
            List<StoredRow> page = new ArrayList<>();
            long[] bytes = new long[1];
            long rows = store.settings().reads().queryPageRows();
            store.logs().read(persistenceId, new RowRange(next, to, rows), row -> {
                page.add(row);
                next = row.sequenceNr() + 1;
                bytes[0] += row.bytes().length;
                return bytes[0] < store.settings().writes().maxBatchBytes();
            });
            return page;
        }

        @Override
        public boolean isExhausted() {
            return next > to;
        }
    }
}
