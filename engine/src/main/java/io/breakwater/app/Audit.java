package io.breakwater.app;

import com.typesafe.config.ConfigException;
import io.breakwater.audit.Archive;
import io.breakwater.audit.AuditReport;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Export;
import io.breakwater.audit.ExportDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.Journal;
import io.breakwater.audit.LogReport;
import io.breakwater.audit.Progress;
import io.breakwater.audit.Verify;
import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The audit of a data directory or a backup at rest, without a node: for an inquiry, on another machine, with the
 * checkpoints that were kept elsewhere.
 */
public final class Audit {
    private static final int UNSOUND = 1;
    private static final int NOT_RETAKEABLE = 5;
    private static final int USAGE = 2;
    private static final String HELP = """
            usage: Audit verify DIR [--config FILE] [--checkpoints DIR]... [--json]
                   Audit export DIR TARGET

              DIR                a node's data directory, stopped, or a backup
              --config FILE      the node's settings, where its journal is Cassandra: DIR has identity and checkpoints
              --checkpoints DIR  checkpoints and public keys kept elsewhere; may be given several times
            """;

    private Audit() {}

    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            if (args.length == 3 && args[0].equals("export")) {
                return export(DataDirectory.of(Path.of(args[1])), new ExportDirectory(Path.of(args[2])), out);
            }
            if (args.length >= 2 && args[0].equals("verify")) {
                return verify(args, out, err);
            }
            err.print(HELP);
            return USAGE;
        } catch (SettingFault | ConfigException fault) {
            err.println("breakwater: " + fault.getMessage());
            return USAGE;
        } catch (JournalException | UncheckedIOException | IllegalArgumentException refused) {
            err.println("breakwater: " + refused.getMessage());
            return UNSOUND;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return UNSOUND;
        }
    }

    private static int verify(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        List<Path> checkpoints = new ArrayList<>();
        boolean json = false;
        Path config = null;
        for (int i = 2; i < args.length; i++) {
            if (args[i].equals("--checkpoints") && i + 1 < args.length) {
                checkpoints.add(Path.of(args[++i]));
            } else if (args[i].equals("--config") && i + 1 < args.length) {
                config = Path.of(args[++i]);
            } else if (args[i].equals("--json")) {
                json = true;
            } else {
                err.print(HELP);
                return USAGE;
            }
        }
        AuditReport report = verified(DataDirectory.of(Path.of(args[1])), config, checkpoints);
        out.print(json ? PlainJson.of(report) + "\n" : text(report));
        return switch (report.verdict()) {
            case SOUND -> 0;
            case NOT_RETAKEABLE -> NOT_RETAKEABLE;
            case NOT_SOUND -> UNSOUND;
        };
    }

    private static AuditReport verified(DataDirectory data, Path config, List<Path> copies)
            throws InterruptedException {
        Identity identity = IdentityFile.read(data.identity());
        try (RestingJournal resting = RestingJournal.open(data, config);
                ExecutorService workers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Archive archive = Archive.of(resting.journal(), identity);
            return new Verify(archive, known(data, identity, copies), Clock.systemUTC()::millis)
                    .run(List.of(), Verify.Depth.DECISIONS, workers, new Progress());
        }
    }

    /** Own ones and copies, each believed by the keys beside it. */
    static KnownCheckpoints known(DataDirectory data, Identity identity, List<Path> copies) {
        List<PublicKey> own = CheckpointKeys.trusted(data.keys());
        KnownCheckpoints known = new CheckpointFiles(data.checkpoints()).read(identity, own);
        for (Path copy : copies) {
            new CheckpointFiles(copy).requireSome();
            List<PublicKey> keys = CheckpointKeys.trusted(copy);
            known = known.and(new CheckpointFiles(copy).read(identity, keys.isEmpty() ? own : keys));
        }
        return known;
    }

    private static int export(DataDirectory data, ExportDirectory target, PrintStream out) {
        Identity identity = IdentityFile.read(data.identity());
        try (ReadOnlyStore store = ReadOnlyStore.open(data.journal())) {
            target.write(new Export(Archive.of(Journal.of(store), identity)).run(Export.Selection.ALL,
                    NodeClock.micros(Clock.systemUTC().instant()), target, new Progress()));
        }
        List<String> wrong = target.verify();
        wrong.forEach(out::println);
        return wrong.isEmpty() ? 0 : UNSOUND;
    }

    private static String text(AuditReport report) {
        StringBuilder text = new StringBuilder();
        report.logs().forEach(log -> text.append(line(log)).append('\n'));
        report.damage().forEach(damage -> text.append("DAMAGE  ").append(damage).append('\n'));
        report.logs().forEach(log -> log.mismatchDetails().forEach(
                mismatch -> text.append("DIFFERS ").append(mismatch).append('\n')));
        return text.append(words(report.verdict())).append(": ").append(report.logs().size())
                .append(" logs, ").append(report.blocks()).append(" blocks, ").append(report.events())
                .append(" events, ").append(report.retaken()).append(" decisions taken again, ")
                .append(report.mismatches()).append(" differ, ").append(report.notRetakeable())
                .append(" could not be, ").append(report.beforeTape()).append(" of them on views that were removed, ")
                .append(report.failures()).append(" failed as then, ")
                .append(report.checkpoints()).append(" checkpointed heads agree, ")
                .append(report.copies().size()).append(" copies of others' logs with ")
                .append(report.copiedBlocks()).append(" blocks, ").append(report.damage().size())
                .append(" places damaged, ").append(report.elapsedMillis()).append(" ms\n").toString();
    }

    private static String words(AuditReport.Verdict verdict) {
        return switch (verdict) {
            case SOUND -> "sound";
            case NOT_RETAKEABLE -> "NOT RE-TAKEABLE in full, undamaged";
            case NOT_SOUND -> "NOT SOUND";
        };
    }

    private static String line(LogReport log) {
        return log.log() + (log.begins() > 0 ? " begins behind block " + log.begins() + ", block " : " block ")
                + log.head().number() + " digest " + log.head().digest() + " state "
                + (log.stateHash() == null ? "unknown" : log.stateHash());
    }
}
