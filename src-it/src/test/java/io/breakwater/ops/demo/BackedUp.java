package io.breakwater.ops.demo;

import io.breakwater.audit.Archive;
import io.breakwater.audit.AuditReport;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.Journal;
import io.breakwater.audit.Progress;
import io.breakwater.audit.Verify;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A backup that was taken while nodes decided, audited where it lies: a cut through all logs that hangs together. */
final class BackedUp {
    private BackedUp() {}

    /** Every view that a decision in it names has to be in it too, else the decision could not be taken again. */
    static AuditReport audited(Path backup) throws InterruptedException {
        DataDirectory copy = new DataDirectory(backup);
        Identity identity = IdentityFile.read(copy.identity());
        try (ReadOnlyStore store = ReadOnlyStore.open(copy.journal());
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            return new Verify(Archive.of(Journal.of(store), identity), KnownCheckpoints.NONE, () -> 0)
                    .run(List.of(), Verify.Depth.DECISIONS, workers, new Progress());
        }
    }
}
