package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written and left alone is sound, down to every decision. */
class VerifyTest {
    @TempDir
    Path directory;

    @Test
    void everyDecisionComesOutAsItWasRecorded() throws InterruptedException {
        ScriptedNode node = new ScriptedNode().rounds(30);
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            node.store(store);
            store.snapshots().save(ScriptedNode.snapshot(node.lanes.getFirst(), 12));
            AuditReport report = ScriptedNode.verify(Journal.of(store), node.known(5, 12, 30));

            assertThat(report.damage()).isEmpty();
            assertThat(report.logs()).extracting(LogReport::log)
                    .containsExactly("counterparty-00", "counterparty-01", "tape-00");
            assertThat(report.mismatches()).as(() -> report.logs().getFirst().mismatchDetails().toString()).isZero();
            assertThat(report.isSound()).isTrue();
            assertThat(report.events()).isEqualTo(node.events());
            assertThat(report.retaken()).isEqualTo(node.events());
            assertThat(report.checkpoints()).isEqualTo(2 * 3 + 1);
            assertThat(report.logs().getFirst().snapshots()).isEqualTo(1);
            assertThat(report.logs().getFirst().stateHash()).isEqualTo(node.lanes.getFirst().stateHash(32));
            assertThat(report.logs().getFirst().head().digest())
                    .isEqualTo(node.lanes.getFirst().blocks.getLast().digest());
        }
    }

    @Test
    void anEmptyStoreIsSound() throws InterruptedException {
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            AuditReport report = ScriptedNode.verify(Journal.of(store), KnownCheckpoints.NONE);
            assertThat(report.isSound()).isTrue();
            assertThat(report.logs()).isEmpty();
        }
    }

    @Test
    void decisionsOnAViewThatTheTapeDoesNotHoldAreCounted() throws InterruptedException {
        ScriptedNode node = new ScriptedNode();
        int views = node.tape.blocks.size();
        node.rounds(4);
        node.tape.blocks.subList(views, node.tape.blocks.size()).clear();
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            node.store(store);
            AuditReport report = ScriptedNode.verify(Journal.of(store), KnownCheckpoints.NONE);
            assertThat(report.isSound()).isFalse();
            assertThat(report.notRetakeable()).isPositive();
            assertThat(report.mismatches()).isZero();
        }
    }

    /** Past what is kept of the tape nothing is called sound: its beginning is missed, and what was decided on it is counted. */
    @Test
    void decisionsBeforeTheTapeThatIsKeptAreNeverCalledSound() throws InterruptedException {
        ScriptedNode node = new ScriptedNode();
        node.rounds(4);
        node.tape.blocks.subList(0, node.tape.blocks.size() / 2).clear();
        try (EmbeddedStore store = ScriptedNode.open(directory)) {
            node.store(store);
            AuditReport report = ScriptedNode.verify(Journal.of(store), KnownCheckpoints.NONE);
            assertThat(report.isSound()).isFalse();
            assertThat(report.notRetakeable()).isPositive();
            assertThat(report.mismatches()).isZero();
            assertThat(report.damage()).anyMatch(it -> it.toString().contains("tape"));
        }
    }
}
