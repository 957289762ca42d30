package io.breakwater.app;

import io.breakwater.feed.fix.DurableLog;
import io.breakwater.journal.BlockExists;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A feed's log in the node's journal, beside those of the lanes: it goes where they go, into backups and to other
 * nodes. The store's fence lets one node at a time write it.
 */
final class FeedLog implements DurableLog {
    private final LogStore store;
    private final String name;
    private long newest;

    /** Waits for the store. */
    FeedLog(LogStore store, String name) {
        this.store = store;
        this.name = name;
        this.newest = store.logs().highest(name);
    }

    @Override
    public synchronized String newest() {
        return newest == 0 ? null : text(store.logs().rows(name, RowRange.only(newest)).getFirst());
    }

    @Override
    public List<String> all() {
        return store.logs().rows(name, RowRange.all()).stream().map(FeedLog::text).toList();
    }

    private static String text(StoredRow row) {
        return new String(row.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void append(String row, Consumer<RuntimeException> whenStored) {
        newest++;
        StoredRow stored = StoredRow.raw(new RowPlace(name, newest), row.getBytes(StandardCharsets.UTF_8));
        try {
            store.append(List.of(stored), told(whenStored));
        } catch (RuntimeException refused) {
            whenStored.accept(refused);
        }
    }

    private static Settlement told(Consumer<RuntimeException> whenStored) {
        return new Settlement() {
            @Override
            public void done(long highest) {
                whenStored.accept(null);
            }

            @Override
            public void refused(RuntimeException reason) {
                whenStored.accept(reason instanceof BlockExists ? new TakenOver(reason) : reason);
            }
        };
    }
}
