package io.breakwater.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoreDenied;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnreachable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what is damaged is called so: its remedy is to restore a backup, which loses what came after that. */
class AuditFaultsTest {
    private static final Path STORE = Path.of("journal");

    private static void requireReason(ErrorReason reason, JournalException... failures) {
        assertThat(List.of(failures)).allSatisfy(failure -> {
            RequestFault told = AuditFaults.of(failure);
            assertThat(told.reason()).isEqualTo(reason.name());
            assertThat(told.getMessage()).contains(failure.getMessage());
        });
    }

    @Test
    void whatDoesNotAnswerIsNotCalledDamaged() {
        requireReason(ErrorReason.JOURNAL_UNREACHABLE, new StoreUnreachable("Cassandra does not answer", null),
                new StoreStopped("The store is closed"), new StoreBusy("as much waits as may"),
                new StoreDenied(STORE, "Too many open files", "raise the limit", null));
    }

    @Test
    void whatIsNotAsWrittenIs() {
        requireReason(ErrorReason.LOG_DAMAGED,
                new RowDamaged(STORE, new RowPlace("tape-00", 3), "checksum", null),
                new StoreDamaged(STORE, "000007.sst", "the file is missing", null));
        requireReason(ErrorReason.LOG_NEWER, new StoreNewer("The store", "its format is later"));
    }
}
