package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.log.Envelope;
import java.util.List;

/** Compares what callers were told with what the logs hold: the proof that nothing acknowledged is lost or changed. */
public final class Reconcile {
    private final Archive archive;

    public Reconcile(Archive archive) {
        this.archive = archive;
    }

    /** Reads every log to its head of now. Throws {@link DamagedLog} where one cannot be read. */
    public Receipts.Comparison run(Receipts receipts, Progress progress) {
        List<String> logs = archive.logs();
        progress.expect(logs.stream().mapToLong(archive.journal().logs()::highest).sum());
        for (String log : logs) {
            archive.families().of(log).ifPresent(aggregate -> read(log, aggregate, receipts, progress));
        }
        return receipts.compared();
    }

    private <S, C, E> void read(String log, Aggregate<S, C, E> aggregate, Receipts receipts, Progress progress) {
        DecidedLog<S, C, E> kind = archive.decided(log, aggregate);
        archive.scan(kind).read(Long.MAX_VALUE, _ -> true, block -> {
            for (Envelope envelope : block.envelopes()) {
                receipts.seen(envelope.requestId(), aggregate.outcomeOf(kind.event(envelope)).verdict());
            }
            return true;
        }, progress);
    }
}
