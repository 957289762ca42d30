package io.breakwater.audit.restore;

import io.breakwater.audit.DamagedLog;
import io.breakwater.audit.Foothold;
import io.breakwater.audit.Identity;
import io.breakwater.audit.Journal;
import io.breakwater.domain.Aggregate;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import java.util.List;

/** What the logs of a store come to, as the lanes that start on it will know it. */
record LogFolds(LogStore store, Identity identity) {

    /** Of all own logs of a kind, in order. */
    List<String> logs(Aggregate<?, ?, ?> kind) {
        return store.logs().persistenceIds().stream().filter(log -> log.startsWith(kind.kind() + "-")).sorted()
                .toList();
    }

    /**
     * From the newest sound snapshot on.
     *
     * @throws BackupRefused where it cannot be read: what others have from it would be granted to somebody else
     */
    <S> LaneState<S> state(String log, Aggregate<S, ?, ?> aggregate) {
        try {
            return folded(log, aggregate);
        } catch (CorruptLog | DamagedLog unreadable) {
            throw new BackupRefused("What " + log + " comes to cannot be known: " + unreadable.getMessage());
        }
    }

    private <S> LaneState<S> folded(String log, Aggregate<S, ?, ?> aggregate) {
        LaneFold<S, ?, ?> fold = new LaneFold<>(identity.log(log), aggregate);
        Folding<S> folding = new Folding<>(Foothold.below(Journal.of(store), log, fold, Long.MAX_VALUE));
        RowRange rest = new RowRange(folding.state.number() + 1, Long.MAX_VALUE, Long.MAX_VALUE);
        store.logs().read(log, rest, row -> {
            folding.state = fold.folded(folding.state, row.bytes());
            return true;
        });
        return folding.state;
    }

    private static final class Folding<S> {
        private LaneState<S> state;

        Folding(LaneState<S> state) {
            this.state = state;
        }
    }
}
