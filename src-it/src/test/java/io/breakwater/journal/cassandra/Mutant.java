package io.breakwater.journal.cassandra;

import io.breakwater.journal.BlockExists;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoreUnreachable;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.WrappedStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The store as it is, and as it must never be. Mutants exist in tests alone. */
enum Mutant {
    /** What runs in production. */
    NONE(CassandraStore::open),
    /** Inserts whether or not the number is free. */
    APPENDS_WITHOUT_CONDITION(settings -> CassandraStore.open(settings, "")),
    /** Acknowledges what it has sent. */
    ACKNOWLEDGES_BEFORE_THE_APPEND_RETURNS(settings -> new Acknowledging(CassandraStore.open(settings))),
    /** Takes a write without an answer for one that has not happened. */
    ASSUMES_A_TIMED_OUT_APPEND_FAILED(settings -> new Assuming(CassandraStore.open(impatient(settings)))),
    /** Is the store as it is: the one who takes over forgets to say so in the log. */
    TAKES_OVER_WITHOUT_RAISING_THE_TERM(CassandraStore::open);

    private final Function<CassandraSettings, LogStore> opening;

    Mutant(Function<CassandraSettings, LogStore> opening) {
        this.opening = opening;
    }

    LogStore open(CassandraSettings settings) {
        return opening.apply(settings);
    }

    private static CassandraSettings impatient(CassandraSettings settings) {
        CassandraSettings.Patience was = settings.patience();
        return new CassandraSettings(settings.contact(), settings.credentials(), settings.tls(),
                new CassandraSettings.Patience(was.connect(), was.request(), Duration.ofMillis(1), was.pause(),
                        was.poll()),
                settings.bounds(), settings.allowUnsynced());
    }

    private static final class Acknowledging extends WrappedStore {

        Acknowledging(LogStore store) {
            super(store);
        }

        @Override
        public void append(List<StoredRow> rows, Settlement settlement) {
            store.append(rows, new Settlement() {
                @Override
                public void done(long highest) {
                }

                @Override
                public void refused(RuntimeException reason) {
                }
            });
            settlement.done(rows.getLast().sequenceNr());
        }
    }

    private static final class Assuming extends WrappedStore {

        Assuming(LogStore store) {
            super(store);
        }

        @Override
        public void append(List<StoredRow> rows, Settlement settlement) {
            store.append(rows, new Settlement() {
                @Override
                public void done(long highest) {
                    settlement.done(highest);
                }

                @Override
                public void refused(RuntimeException reason) {
                    settlement.refused(reason instanceof StoreUnreachable
                            ? new RowRefused("it has surely failed") : new BlockExists("", 0, 0));
                }
            });
        }
    }
}
