package io.breakwater.app;

import io.breakwater.audit.Archive;
import io.breakwater.audit.Beginning;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.Journal;
import io.breakwater.audit.StartCheck;
import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.gateway.audit.AuditService;
import io.breakwater.gateway.audit.AuditSource;
import io.breakwater.gateway.audit.LongReadings;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How a node proves itself: the check before it starts, its identity, checkpoints, audits, backups. */
final class NodeAudit implements AutoCloseable {
    private final DataDirectory data;
    private final Identity identity;
    private final NodeJournal journal;
    private final InstantSource clock;
    private final CheckpointWriter writer;
    private final LongReadings readings = new LongReadings();
    private final ExecutorService copying = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name("backup-", 0).factory());

    /**
     * Compares the store with the newest checkpoint, and makes the node's keys where there are none.
     *
     * @throws io.breakwater.journal.StoreDamaged with places and remedy where the store is not what was written
     * @throws SettingFault where the data directory is another node's, or its keys cannot be used
     */
    NodeAudit(EngineSettings settings, NodeJournal journal, InstantSource clock) {
        this.data = DataDirectory.of(settings.dataDirectory());
        this.identity = settings.identity();
        this.journal = journal;
        this.clock = clock;
        try {
            IdentityFile.claim(data.identity(), identity);
            new StartCheck(Journal.of(journal.store()), identity, known()).require(data);
            this.writer = new CheckpointWriter(
                    identity, data.keys(), data.checkpoints(), settings.checkpoints().copies());
        } catch (IllegalArgumentException unusable) {
            throw new SettingFault("breakwater.data-directory", "is " + data.path() + ": " + unusable.getMessage(),
                    "name another or mend it");
        }
    }

    private KnownCheckpoints known() {
        return new CheckpointFiles(data.checkpoints()).read(identity, CheckpointKeys.trusted(data.keys()));
    }

    CheckpointWriter writer() {
        return writer;
    }

    AuditService service() {
        Archive archive = Archive.of(Journal.of(journal.store()), identity);
        return new AuditService(new AuditSource(archive, this::known, clock), readings);
    }

    NodeBackup backup() {
        return new NodeBackup(journal.copy(), data, identity, copying);
    }

    /** Behind which block the tape begins, as Prometheus reads it. It is trimmed at rest alone, so it stays so. */
    String tapeBegins() {
        return "# HELP breakwater_tape_begins_behind_block What was decided on views before it is not re-takeable;"
                + " 0: all views are there.\n# TYPE breakwater_tape_begins_behind_block gauge\n"
                + "breakwater_tape_begins_behind_block "
                + Beginning.number(journal.store().logs(), Families.TAPE) + '\n';
    }

    /** Ends audits and backups that run. */
    @Override
    public void close() {
        readings.close();
        copying.shutdownNow();
    }
}
