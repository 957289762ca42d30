package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.Snapshots;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Compares the snapshots of one log with the fold of its blocks, and names the entities that differ. Behind damage
 * there is nothing to compare with: the fold is not what the snapshot was made of.
 */
final class SnapshotCheck<S> {
    private static final int MOST_NAMES = 10;

    private final Snapshots snapshots;
    private final DecidedLog<S, ?, ?> kind;
    private final LaneFold<S, ?, ?> fold;
    private final Findings findings;
    private final TreeSet<Long> numbers;
    private long agreed;

    SnapshotCheck(Snapshots snapshots, DecidedLog<S, ?, ?> kind, Findings findings) {
        this.snapshots = snapshots;
        this.kind = kind;
        this.fold = kind.fold();
        this.findings = findings;
        this.numbers = new TreeSet<>(snapshots.list(kind.log().log(), SnapshotRange.all()));
    }

    /** @param folded the state after block {@code number}; answers null where it is not known */
    void at(long number, Supplier<LaneState<S>> folded) {
        if (!numbers.remove(number)) {
            return;
        }
        LaneState<S> expected = findings.isEmpty() ? folded.get() : null;
        LaneState<S> stored = expected == null ? null : stored(number);
        if (stored != null) {
            compare(number, expected, stored);
        }
    }

    /** Null where it cannot be read, which is then told, or where it has been replaced by a newer one meanwhile. */
    private LaneState<S> stored(long number) {
        try {
            Optional<StoredRow> row = snapshots.newest(kind.log().log(), SnapshotRange.only(number));
            return row.map(found -> fold.restored(found.bytes())).orElse(null);
        } catch (RowDamaged | CorruptLog unreadable) {
            findings.add(number, Kind.SNAPSHOT, "the snapshot cannot be read: " + unreadable.getMessage());
            return null;
        }
    }

    private void compare(long number, LaneState<S> expected, LaneState<S> stored) {
        boolean placed = stored.number() == number && stored.digest().equals(expected.digest())
                && stored.term() == expected.term();
        if (!placed) {
            findings.add(number, Kind.SNAPSHOT, "the snapshot names block " + stored.number() + " with digest "
                    + stored.digest() + ", the log has " + expected.digest());
        } else if (fold.stateHash(stored).equals(fold.stateHash(expected))) {
            agreed++;
        } else {
            nameMissing(number, expected, stored);
            nameChanged(number, expected, stored);
        }
    }

    private void nameMissing(long number, LaneState<S> expected, LaneState<S> stored) {
        int[] named = new int[1];
        expected.entities().forEachSorted((key, entity) -> {
            if (!stored.entities().containsKey(key) && named[0]++ < MOST_NAMES) {
                findings.add(number, Kind.MISSING_ENTITY, "the snapshot lacks " + entity.name());
            }
        });
    }

    private void nameChanged(long number, LaneState<S> expected, LaneState<S> stored) {
        int[] named = new int[1];
        stored.entities().forEachSorted((key, entity) -> {
            Entity<S> folded = expected.entities().get(key);
            if (isOther(folded, entity) && named[0]++ < MOST_NAMES) {
                findings.add(number, Kind.SNAPSHOT, "in the snapshot " + entity.name() + " is "
                        + (folded == null ? "made up" : "not what the log makes of it"));
            }
        });
    }

    private boolean isOther(Entity<S> folded, Entity<S> stored) {
        return folded == null || !folded.name().equals(stored.name())
                || !kind.hash(folded.name(), folded.state()).equals(kind.hash(stored.name(), stored.state()));
    }

    /** Snapshots of blocks that the log does not have. */
    void end(long head) {
        for (long number : numbers.tailSet(head, false)) {
            findings.add(number, Kind.SNAPSHOT, "the snapshot is of block " + number + ", the log ends at " + head);
        }
    }

    long agreed() {
        return agreed;
    }
}
