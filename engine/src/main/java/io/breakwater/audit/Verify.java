package io.breakwater.audit;

import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.domain.Aggregate;
import io.breakwater.journal.Anchors;
import io.breakwater.log.LaneState;
import io.breakwater.log.PeerLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The audit of a store: every log from where it begins to its head of now, one log a task, largest first. The heads of
 * the lanes are read before the tape is, so that every view they name is there.
 */
public final class Verify {
    private final Archive archive;
    private final Journal journal;
    private final KnownCheckpoints checkpoints;
    private final LongSupplier clockMillis;

    /** @param clockMillis any clock, for the elapsed time */
    public Verify(Archive archive, KnownCheckpoints checkpoints, LongSupplier clockMillis) {
        this.archive = archive;
        this.journal = archive.journal();
        this.checkpoints = checkpoints;
        this.clockMillis = clockMillis;
    }

    /** How thorough an audit is. */
    public enum Depth {
        /** Bytes, chains and checkpoints. */
        CHAINS,
        /** These, snapshots, state hashes, and every decision taken again. */
        DECISIONS
    }

    /** @param number the last block that is read */
    private record Range(String log, long number) {}

    /**
     * Audits logs and waits for the result.
     *
     * @param wanted their names; empty: all that are in the store or in a checkpoint
     * @param workers runs one log a thread; as many threads as lanes' states may be in memory
     * @throws UnknownLog where there is no such log: an audit that reads nothing must not be called sound
     * @throws AuditStopped when the progress was told to stop
     * @throws InterruptedException when the thread was told to
     */
    public AuditReport run(Collection<String> wanted, Depth depth, ExecutorService workers, Progress progress)
            throws InterruptedException {
        long started = clockMillis.getAsLong();
        List<Range> ranges = ranges(wanted);
        progress.expect(ranges.stream().mapToLong(Range::number).sum());
        List<Callable<LogReport>> tasks = new ArrayList<>();
        for (Range range : ranges) {
            tasks.add(() -> audit(range, depth, progress));
        }
        List<LogReport> reports = new ArrayList<>();
        for (Future<LogReport> done : workers.invokeAll(tasks)) {
            reports.add(result(done));
        }
        return report(reports, unknown(), clockMillis.getAsLong() - started);
    }

    private static LogReport result(Future<LogReport> done) {
        if (done.state() == Future.State.FAILED && done.exceptionNow() instanceof RuntimeException failure) {
            throw failure;
        }
        return done.resultNow();
    }

    private AuditReport report(List<LogReport> reports, List<String> unknown, long elapsedMillis) {
        reports.sort(Comparator.comparing(LogReport::log));
        var byKind = reports.stream().collect(Collectors.partitioningBy(report -> PeerLog.isCopy(report.log())));
        List<Damage> damage = Stream.concat(
                checkpoints.refused().stream(), reports.stream().flatMap(report -> report.damage().stream())).toList();
        return new AuditReport(byKind.get(false), byKind.get(true), damage, unknown, elapsedMillis);
    }

    private List<Range> ranges(Collection<String> wanted) {
        TreeSet<String> names = new TreeSet<>(journal.logs().persistenceIds());
        names.addAll(checkpoints.logs());
        names.removeIf(name -> !isRead(name));
        UnknownLog.refuse(wanted, names);
        names.removeIf(name -> !wanted.isEmpty() && !wanted.contains(name));
        return names.stream()
                .map(name -> new Range(name, journal.logs().highest(name)))
                .sorted(Comparator.comparingLong(Range::number).reversed().thenComparing(Range::log))
                .toList();
    }

    private boolean isRead(String name) {
        return archive.isOurs(name) || archive.isCopied(name);
    }

    private List<String> unknown() {
        return journal.logs().persistenceIds().stream()
                .filter(name -> !isRead(name) && !name.equals(Anchors.of(Families.TAPE))).sorted().toList();
    }

    private LogReport audit(Range range, Depth depth, Progress progress) {
        Optional<PeerLog> copy = PeerLog.of(range.log());
        if (copy.isPresent()) {
            return copied(range, copy.get(), progress);
        }
        return lane(range, archive.families().of(range.log()).orElseThrow(), depth, progress);
    }

    /** Its chain alone: what was decided in another data center, on its view of the market, is audited there. */
    private LogReport copied(Range range, PeerLog copy, Progress progress) {
        Aggregate<?, ?, ?> aggregate = archive.families().of(copy.log()).orElseThrow();
        DecidedLog<?, ?, ?> kind = new DecidedLog<>(copy.name(archive.identity().environment()), aggregate);
        Findings findings = new Findings(range.log());
        LogPages pages = new LogPages(journal.logs(), range.log(), 1, range.number());
        Marks none = new Marks(List.of(), findings);
        return new LogAudit(kind.log(), kind.fold().genesis(), findings, none, new BareContent(kind.reader()))
                .run(pages, progress);
    }

    private <S, C, E> LogReport lane(Range range, Aggregate<S, C, E> aggregate, Depth depth, Progress progress) {
        DecidedLog<S, C, E> kind = archive.decided(range.log(), aggregate);
        Findings findings = new Findings(range.log());
        LaneState<S> begun = begun(kind, range, findings);
        LogAudit.Content content =
                depth == Depth.CHAINS ? new BareContent(kind.reader()) : content(kind, begun, findings);
        Marks marks = new Marks(checkpoints.heads(range.log()).stream()
                .filter(head -> head.number() > begun.number()).toList(), findings);
        LogPages pages = new LogPages(journal.logs(), range.log(), begun.number() + 1, range.number());
        return new LogAudit(kind.log(), begun, findings, marks, content).run(pages, progress);
    }

    /** What the log begins with, held against what is known of it. */
    private <S> LaneState<S> begun(DecidedLog<S, ?, ?> kind, Range range, Findings findings) {
        try {
            LaneState<S> begun = Beginning.of(journal.logs(), range.log(), kind.fold());
            Beginning.damage(journal.logs(), kind.fold(), begun, checkpoints)
                    .ifPresent(damage -> findings.add(damage.number(), damage.kind(), damage.detail()));
            return begun;
        } catch (DamagedLog unreadable) {
            Damage damage = unreadable.damage();
            findings.add(damage.number(), damage.kind(), damage.detail());
            return kind.fold().genesis();
        }
    }

    private <S, C, E> LogAudit.Content content(DecidedLog<S, C, E> kind, LaneState<S> begun, Findings findings) {
        Retaking<S, C, E> retaking = new Retaking<>(kind, begun, archive, findings);
        return new LaneContent<>(kind, retaking, new SnapshotCheck<>(journal.snapshots(), kind, findings));
    }
}
