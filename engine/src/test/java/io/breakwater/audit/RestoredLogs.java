package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.restore.Doubt;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.audit.restore.RestoreReport;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.journal.rocksdb.StoreConfigs;
import io.breakwater.log.BlockReader;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Logs of a data center that has lost its disks, restored each as far as somebody had copied it, and their audit. */
final class RestoredLogs implements AutoCloseable {
    private final ReadOnlyStore store;
    private final RestoreReport report;

    /**
     * @param directory new or empty
     * @param copied so many blocks of a log; of those that are not named all
     * @throws BackupRefused where they cannot be restored
     */
    RestoredLogs(Path directory, List<ScriptedLane<?, ?, ?>> lanes, Map<String, Integer> copied, long nowMicros)
            throws InterruptedException {
        this(directory, lanes, copied, nowMicros, Doubt.NONE);
    }

    /** The same of a data center that has peers, where there is a doubt. */
    RestoredLogs(Path directory, List<ScriptedLane<?, ?, ?>> lanes, Map<String, Integer> copied, long nowMicros,
            Doubt doubt) throws InterruptedException {
        DataDirectory data = DataDirectory.of(directory);
        report = NodeRestore.withoutBackup(
                        data, NodeRestore.Target.embedded(StoreConfigs.settings(data.journal())), List.of())
                .with((store, _) -> lanes.forEach(lane -> bring(store, lane, copied)))
                .with(doubt).run(ScriptedNode.IDENTITY, nowMicros);
        store = ReadOnlyStore.open(data.journal());
        AuditReport audit = ScriptedNode.verify(Journal.of(store), new KnownCheckpoints(List.of(), List.of()));
        assertThat(audit.isSound()).as(audit.toString()).isTrue();
    }

    private static void bring(LogStore store, ScriptedLane<?, ?, ?> lane, Map<String, Integer> copied) {
        String log = lane.name.log();
        for (SealedBlock block : lane.blocks.subList(0, copied.getOrDefault(log, lane.blocks.size()))) {
            Rows.await(Rows.append(store, List.of(ScriptedNode.row(log, block.header().number(), block.bytes()))));
        }
    }

    <S> LaneState<S> state(ScriptedLane<S, ?, ?> lane) {
        List<LaneState<S>> folded = new ArrayList<>(List.of(lane.fold.genesis()));
        store.logs().read(lane.name.log(), RowRange.all(),
                row -> folded.add(lane.fold.folded(folded.getLast(), row.bytes())));
        return folded.getLast();
    }

    /** What the restore says that it has booked. */
    RestoreReport.Booked told() {
        return report.booked();
    }

    /** What the restore has booked in a log. */
    long booked(ScriptedLane<?, ?, ?> lane) {
        String log = lane.name.log();
        byte[] last = store.logs().rows(log, RowRange.only(store.logs().highest(log))).getFirst().bytes();
        return BlockReader.open(last).header().events();
    }

    @Override
    public void close() {
        store.close();
    }
}
