package io.breakwater.audit;

import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.util.List;
import java.util.Optional;

/**
 * From where a log has to be folded to know its state at a block: the newest snapshot before it whose digest is that of
 * the block it was taken after, or its beginning. {@link Verify} starts from the beginning always, and holds snapshots
 * against that.
 */
public final class Foothold {
    private Foothold() {}

    /**
     * @param number of a block; the state is one before it, but for a block before what the log begins with
     * @throws DamagedLog where that cannot be read
     */
    static <S> LaneState<S> below(Journal journal, DecidedLog<S, ?, ?> kind, long number) {
        return below(journal, kind.log().log(), kind.fold(), number);
    }

    /** The same of a log by its name. @param fold of that log */
    public static <S> LaneState<S> below(Journal journal, String log, LaneFold<S, ?, ?> fold, long number) {
        LaneState<S> begun = Beginning.of(journal.logs(), log, fold);
        if (number <= begun.number() + 1) {
            return begun;
        }
        try {
            Optional<StoredRow> kept = journal.snapshots().newest(log, SnapshotRange.upTo(number - 1));
            return kept.map(row -> fold.restored(row.bytes()))
                    .filter(state -> state.number() > begun.number() && state.number() < number
                            && stands(journal, log, state)).orElse(begun);
        } catch (RowDamaged | CorruptLog | CorruptEncoding unreadable) {
            return begun;
        }
    }

    private static boolean stands(Journal journal, String log, LaneState<?> state) {
        List<StoredRow> rows = journal.logs().rows(log, RowRange.only(state.number()));
        return rows.size() == 1 && BlockReader.open(rows.getFirst().bytes()).digest().equals(state.digest());
    }
}
