package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.Anchors;
import io.breakwater.journal.Logs;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.Digest;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.util.List;
import java.util.Optional;

/**
 * From where a log is read and folded: before its first block, or behind the block on which an anchor stands in place
 * of the blocks that were removed. Only the tape has anchors. What else there may be of it before is left over from a
 * removal that was cut short, and is not read.
 */
public final class Beginning {
    private Beginning() {}

    /**
     * Number of the block that a log begins behind; 0 where it has its first.
     *
     * @throws DamagedLog where the anchor cannot be read
     */
    public static long number(Logs logs, String log) {
        try {
            return log.equals(Families.TAPE) ? Anchors.number(logs, log) : 0;
        } catch (RowDamaged damaged) {
            throw unreadable(log, damaged);
        }
    }

    /**
     * The state that a log begins with: the genesis, or that after the block which it begins behind.
     *
     * @param fold of the log
     * @throws DamagedLog where the anchor cannot be read
     */
    public static <S> LaneState<S> of(Logs logs, String log, LaneFold<S, ?, ?> fold) {
        try {
            Optional<StoredRow> anchor = log.equals(Families.TAPE) ? Anchors.newest(logs, log) : Optional.empty();
            return anchor.map(row -> restored(row, fold)).orElseGet(fold::genesis);
        } catch (RowDamaged | CorruptLog damaged) {
            throw unreadable(log, damaged);
        }
    }

    private static <S> LaneState<S> restored(StoredRow anchor, LaneFold<S, ?, ?> fold) {
        LaneState<S> state = fold.restored(anchor.bytes());
        if (state.number() != anchor.sequenceNr()) {
            throw new DamagedLog(new Damage(anchor.persistenceId(), anchor.sequenceNr(), Kind.SNAPSHOT,
                    "the anchor is of block " + state.number()), null);
        }
        return state;
    }

    private static DamagedLog unreadable(String log, RuntimeException cause) {
        return new DamagedLog(
                new Damage(log, 0, Kind.SNAPSHOT, "the anchor cannot be read: " + cause.getMessage()), cause);
    }

    /**
     * Holds an anchor against the block that it stands on, which is kept, and against signed checkpoints: one of them
     * has to name that block, its digest and the state after it. Nothing is missed where the log has its first block.
     *
     * @param begun as {@link #of} answers it
     */
    public static <S> Optional<Damage> damage(
            Logs logs, LaneFold<S, ?, ?> fold, LaneState<S> begun, KnownCheckpoints checkpoints) {
        Optional<Damage> block = ground(logs, Families.TAPE, begun.number(), begun.digest());
        if (begun.number() == 0 || block.isPresent()) {
            return block;
        }
        Digest hash = fold.stateHash(begun);
        boolean signed = checkpoints.heads(Families.TAPE).stream().anyMatch(head -> head.number() == begun.number()
                && head.digest().equals(begun.digest()) && head.stateHash().equals(hash));
        return signed ? Optional.empty() : Optional.of(new Damage(Families.TAPE, begun.number(), Kind.CHECKPOINT,
                "the log begins behind this block, and no signed checkpoint names it with the state " + hash));
    }

    /** What is wrong with the block that an anchor stands on. */
    static Optional<Damage> ground(Logs logs, String log, long number, Digest digest) {
        if (number == 0) {
            return Optional.empty();
        }
        try {
            List<StoredRow> rows = logs.rows(log, RowRange.only(number));
            if (rows.isEmpty()) {
                return Optional.of(new Damage(log, number, Kind.GAP, "the block that the anchor stands on is missing"));
            }
            Digest found = Digest.sha256(rows.getFirst().bytes());
            return found.equals(digest) ? Optional.empty() : Optional.of(new Damage(log, number, Kind.DIGEST,
                    "its digest is " + found + ", the anchor that stands on it says " + digest));
        } catch (RowDamaged damaged) {
            return Optional.of(new Damage(log, number, Kind.ENVELOPE, damaged.getMessage()));
        }
    }
}
