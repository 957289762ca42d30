package io.breakwater.gateway.audit;

import io.breakwater.audit.Archive;
import io.breakwater.audit.Doubled;
import io.breakwater.audit.Explain;
import io.breakwater.audit.Export;
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
public record AuditSource(Archive archive, Supplier<KnownCheckpoints> checkpoints, InstantSource clock) {

    Explain explain() {
        return new Explain(archive);
    }

    Replay replay() {
        return new Replay(archive);
    }

    Verify verify() {
        return new Verify(archive, checkpoints.get(), clock::millis);
    }

    Export export() {
        return new Export(archive);
    }

    Reconcile reconcile() {
        return new Reconcile(archive);
    }

    Doubled doubled() {
        return new Doubled(archive);
    }

    long nowMicros() {
        return clock.instant().getEpochSecond() * 1_000_000 + clock.instant().getNano() / 1_000;
    }
}
