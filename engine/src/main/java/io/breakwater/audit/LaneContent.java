package io.breakwater.audit;

import io.breakwater.audit.LogReport.Head;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Digest;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;

/** A lane's blocks: decided again, folded, and compared with the lane's snapshots. */
final class LaneContent<S, C, E> implements LogAudit.Content {
    private final BlockReader reader;
    private final Retaking<S, C, E> retaking;
    private final SnapshotCheck<S> snapshots;
    private final LaneFold<S, C, E> fold;

    LaneContent(DecidedLog<S, C, E> kind, Retaking<S, C, E> retaking, SnapshotCheck<S> snapshots) {
        this.reader = kind.reader();
        this.retaking = retaking;
        this.snapshots = snapshots;
        this.fold = kind.fold();
    }

    @Override
    public BlockReader reader() {
        return reader;
    }

    @Override
    public boolean fold(Block block, boolean known) {
        if (known) {
            return retaking.fold(block);
        }
        retaking.pass(block);
        return true;
    }

    @Override
    public void after(Head head, boolean known) {
        snapshots.at(head.number(), () -> known ? state(head) : null);
    }

    private LaneState<S> state(Head head) {
        return retaking.state(head.number(), head.term(), head.digest());
    }

    @Override
    public Digest stateHash(Head head, boolean known) {
        return known ? fold.stateHash(state(head)) : null;
    }

    @Override
    public void end(Head head) {
        snapshots.end(head.number());
    }

    @Override
    public LogReport report(LogReport bare) {
        return new LogReport(bare.log(), bare.begins(), bare.head(), bare.events(), bare.stateHash(),
                retaking.retaken(), retaking.notRetakeable(), retaking.beforeTape(), retaking.mismatches(),
                retaking.mismatchDetails(), retaking.failures(),
                retaking.failureDetails(), bare.damage(), bare.checkpoints(), snapshots.agreed());
    }
}
