package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.log.Envelope;
import io.breakwater.log.PeerLog;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares what callers were told with what the logs hold: the proof that nothing acknowledged is lost or changed. And
 * with the copies of other data centers' logs, which hold nothing of it unless somebody asked twice under one id.
 */
public final class Reconcile {
    private final Archive archive;

    public Reconcile(Archive archive) {
        this.archive = archive;
    }

    /** Reads every log to its head of now. Throws {@link DamagedLog} where one cannot be read. */
    public Receipts.Comparison run(Receipts receipts, Progress progress) {
        List<String> logs = archive.logs();
        List<String> copies = archive.copies();
        progress.expect(Stream.concat(logs.stream(), copies.stream())
                .mapToLong(archive.journal().logs()::highest).sum());
        for (String log : logs) {
            archive.families().of(log).ifPresent(aggregate -> read(log, aggregate, receipts, progress));
        }
        copies.forEach(copy -> decidedElsewhere(PeerLog.of(copy).orElseThrow(), receipts, progress));
        return receipts.compared();
    }

    private <S, C, E> void read(String log, Aggregate<S, C, E> aggregate, Receipts receipts, Progress progress) {
        DecidedLog<S, C, E> kind = archive.decided(log, aggregate);
        archive.scan(kind).read(Long.MAX_VALUE, _ -> true, block -> {
            for (Envelope envelope : block.envelopes()) {
                receipts.seen(envelope.requestId(), aggregate.outcomeOf(kind.event(envelope)).verdict(),
                        DecidedLog.decides(envelope));
            }
            return true;
        }, progress);
    }

    /** After all own logs. */
    private void decidedElsewhere(PeerLog copy, Receipts receipts, Progress progress) {
        DecidedLog<?, ?, ?> kind = new DecidedLog<>(copy.name(archive.identity().environment()),
                archive.families().of(copy.log()).orElseThrow());
        new LogScan(archive.journal(), copy.id(), kind.reader()).read(Long.MAX_VALUE, _ -> true, block -> {
            block.envelopes().stream().filter(DecidedLog::decides)
                    .forEach(envelope -> receipts.seenElsewhere(envelope.requestId()));
            return true;
        }, progress);
    }
}
