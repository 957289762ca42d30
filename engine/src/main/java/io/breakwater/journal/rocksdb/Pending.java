package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowBytes;
import io.breakwater.journal.Settlement;

/** What waits for the writer, in the order in which it is to happen. */
sealed interface Pending {

    /** Who is told how it ended. */
    Settlement settlement();

    /** Bytes it keeps in memory while it waits. */
    long size();

    /** Rows of one log in ascending order, to be stored together or not at all. */
    record Append(String persistenceId, RowBytes[] rows, long size, Settlement settlement) implements Pending {
    }

    /** Asks for the highest number of a log once everything before has been stored. */
    record ReadHighest(String persistenceId, Settlement settlement) implements Pending {
        @Override
        public long size() {
            return 0;
        }
    }

    /** Drops the rows of a log up to a number; its highest number stays. */
    record Delete(String persistenceId, long toSequenceNr, Settlement settlement) implements Pending {
        @Override
        public long size() {
            return 0;
        }
    }
}
