package io.breakwater.app;

import io.breakwater.gateway.region.RecordDuties;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.record.CassandraRecord;
import io.breakwater.link.record.LateRecord;
import io.breakwater.link.record.OwnLease;
import io.breakwater.link.record.SiteRecord;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The record at three sites as a node has it; with none of it where terms are kept by the operator's hand.
 *
 * @param lease null where there is no record
 */
record KeptRecord(EngineSettings settings, Optional<SiteRecord> record, OwnLease lease) {
    /** A lane asks once a tend: what it hears must hold until it asks again. */
    private static final int TENDS = 2;

    /** Waits for nothing: it may be out of reach. */
    static KeptRecord open(EngineSettings settings) {
        return settings.record()
                .map(set -> new KeptRecord(settings,
                        Optional.of(new LateRecord(
                                () -> CassandraRecord.open(set, settings.environment()), set.renew())),
                        new OwnLease(set.lease(), settings.home().number())))
                .orElseGet(() -> new KeptRecord(settings, Optional.empty(), null));
    }

    /** Whether this data center holds its lease; always where there is no record. */
    BooleanSupplier leased() {
        long margin = settings.spans().tend().toNanos() * TENDS;
        return lease == null ? () -> true : () -> lease.holds(System.nanoTime(), margin);
    }

    /** Renews the lease and does what the record asks for, until the system ends. */
    void keep(ActorSystem<?> system, LinkBoard board, RecordDuties duties) {
        record.ifPresent(sites -> {
            Cluster cluster = Cluster.get(system);
            RecordKeeper keeper = RecordKeeper.start(new RecordKeeper.Parts(settings.home().number(),
                    settings.record().orElseThrow(), sites, settings.links().peers(), board, duties,
                    () -> cluster.selfMember().address().equals(cluster.state().getLeader())), lease);
            system.getWhenTerminated().thenRun(keeper::close);
        });
    }
}
