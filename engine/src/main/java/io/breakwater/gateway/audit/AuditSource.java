package io.breakwater.gateway.audit;

import io.breakwater.audit.Explain;
import io.breakwater.audit.Export;
import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.Journal;
import io.breakwater.audit.Reconcile;
import io.breakwater.audit.Replay;
import io.breakwater.audit.Verify;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the node's audits read.
 *
 * @param checkpoints read anew for each audit
 */
public record AuditSource(
        Journal journal, Identity identity, Supplier<KnownCheckpoints> checkpoints, InstantSource clock) {

    Explain explain() {
        return new Explain(journal, identity, Families.ALL);
    }

    Replay replay() {
        return new Replay(journal, identity, Families.ALL);
    }

    Verify verify() {
        return new Verify(journal, identity, Families.ALL, checkpoints.get(), clock::millis);
    }

    Export export() {
        return new Export(journal, identity, Families.ALL);
    }

    Reconcile reconcile() {
        return new Reconcile(journal, identity, Families.ALL);
    }

    long nowMicros() {
        return clock.instant().getEpochSecond() * 1_000_000 + clock.instant().getNano() / 1_000;
    }
}
