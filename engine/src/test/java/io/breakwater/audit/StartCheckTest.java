package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.TamperedStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node does not start on a journal that is not what it wrote, and says where and what to do. */
class StartCheckTest {
    @TempDir
    Path directory;

    private ScriptedNode node;
    private DataDirectory data;

    @BeforeEach
    void write() {
        node = new ScriptedNode().rounds(6);
        data = DataDirectory.of(directory);
        try (EmbeddedStore store = ScriptedNode.open(data.journal())) {
            node.store(store);
        }
    }

    private List<Damage> check(KnownCheckpoints known) {
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            return new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, known).run();
        }
    }

    @Test
    void aSoundJournalMayBeStarted() {
        assertThat(check(KnownCheckpoints.NONE)).isEmpty();
        assertThat(check(node.known(3, 8))).isEmpty();
    }

    @Test
    void aCutTailADeletedLogAndAChangedBlockAreNamed() throws Exception {
        try (TamperedStore store = new TamperedStore(data.journal())) {
            store.cut("counterparty-00", 7);
            store.put(ScriptedNode.row("counterparty-01", 8, node.lanes.getFirst().blocks.get(7).bytes()));
            store.removeLog("tape-00");
        }
        List<Damage> damage = check(node.known(3, 8));
        assertThat(damage).extracting(Damage::log, Damage::number, Damage::kind).containsExactly(
                tuple("counterparty-00", 7L, Kind.TRUNCATED), tuple("counterparty-01", 8L, Kind.CHAIN_BROKEN),
                tuple("counterparty-01", 8L, Kind.CHAIN_BROKEN), tuple("tape-00", 1L, Kind.TRUNCATED));
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            StartCheck check = new StartCheck(Journal.of(store), ScriptedNode.IDENTITY, node.known(8));
            assertThatThrownBy(() -> check.require(data)).isInstanceOf(StoreDamaged.class)
                    .hasMessageContaining("counterparty-00 block 7: TRUNCATED")
                    .hasMessageContaining("moved aside instead: " + data.checkpoints())
                    .hasMessageContaining("./breakwater restore DIR --into " + data.journal());
        }
    }

    @Test
    void aDirectoryBelongsToOneIdentity() {
        IdentityFile.claim(data.identity(), ScriptedNode.IDENTITY);
        IdentityFile.claim(data.identity(), ScriptedNode.IDENTITY);
        assertThat(IdentityFile.read(data.identity())).isEqualTo(ScriptedNode.IDENTITY);
        assertThatThrownBy(() -> IdentityFile.claim(data.identity(), new Identity("uat", "fra", 3)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("uat");
        assertThatThrownBy(() -> IdentityFile.read(directory.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is this the data directory of a node");
    }
}
