package io.breakwater.app;

import io.breakwater.gateway.region.RecordDuties;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.record.CassandraRecord;
import io.breakwater.link.record.LateRecord;
import io.breakwater.link.record.OwnLease;
import io.breakwater.link.record.RecordSettings;
import io.breakwater.link.record.SiteRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record at three sites as a node has it; with none of it where terms are kept by the operator's hand.
 *
 * @param lease null where there is no record
 */
record KeptRecord(EngineSettings settings, Optional<SiteRecord> record, OwnLease lease) {
    /** A lane asks once a tend: what it hears must hold until it asks again. */
    private static final int TENDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(KeptRecord.class);

    /**
     * Waits for one answer: it may be out of reach, and a node starts without it.
     *
     * @throws io.breakwater.journal.StoreMisconfigured where it answers that a setting is wrong, or a file is
     */
    static KeptRecord open(EngineSettings settings) {
        return settings.record().map(set -> open(settings, set))
                .orElseGet(() -> new KeptRecord(settings, Optional.empty(), null));
    }

    private static KeptRecord open(EngineSettings settings, RecordSettings set) {
        LateRecord record = new LateRecord(() -> CassandraRecord.open(set, settings.environment()), set.renew());
        requireWellSet(record, set.cassandra().patience().connect());
        return new KeptRecord(settings, Optional.of(record), new OwnLease(set.lease(), settings.home().number()));
    }

    /** @param most how long is waited: who does not answer by then is out of reach */
    private static void requireWellSet(LateRecord record, Duration most) {
        try {
            record.tried().toCompletableFuture().get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            LOG.warn("the record of data centers has not answered for {} ms", most.toMillis());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            record.close();
            throw failure.getCause() instanceof RuntimeException wrong ? wrong
                    : new IllegalStateException(failure.getCause());
        }
    }

    /** Whether this data center holds its lease; always where there is no record. */
    BooleanSupplier leased() {
        long margin = settings.spans().tend().toNanos() * TENDS;
        return lease == null ? () -> true : () -> lease.holds(System.nanoTime(), margin);
    }

    /** Renews the lease and does what the record asks for, until the system ends. */
    void keep(ActorSystem<?> system, LinkBoard board, RecordDuties duties, LongSupplier clockMicros) {
        record.ifPresent(sites -> {
            Cluster cluster = Cluster.get(system);
            RecordKeeper keeper = RecordKeeper.start(new RecordKeeper.Parts(settings.home().number(),
                    settings.record().orElseThrow(), sites, settings.links().peers(), board, duties,
                    () -> cluster.selfMember().address().equals(cluster.state().getLeader()), clockMicros), lease);
            system.getWhenTerminated().thenRun(keeper::close);
        });
    }
}
