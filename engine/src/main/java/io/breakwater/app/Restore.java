package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.restore.Doubt;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.audit.restore.RestoreReport;
import io.breakwater.journal.JournalException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Restores a backup into a data directory that holds no journal. Every log gets a block with a later term than any that
 * was seen, so that ids made after the restore differ from those of the history that was lost; what was lost is listed.
 */
public final class Restore {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HELP = """
            usage: breakwater restore [BACKUP] --into DIR [--from-peers [--patience SECONDS]] [--config FILE]
                                      [--checkpoints DIR]... [--json]

              BACKUP             as breakwater backup has written it; may be left out with --from-peers
              --into DIR         the node's --data; its journal must be missing or moved aside
              --config FILE      the node's settings; with Cassandra as its journal, the logs go into its empty keyspace
              --from-peers       brings what the peers in the settings have copied beyond the backup
              --patience SECONDS how long a peer may say nothing new before this is given up (default 30)
              --checkpoints DIR  copies of checkpoints kept elsewhere: they say what was lost
              --json             prints one JSON object
            """;

    private Restore() {}

    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** @param backup null for none @param config null for the built-in settings */
    record Wanted(Path backup, Path into, Path config, List<Path> checkpoints, Peers peers, boolean json) {}

    /** @param patience how long each of them may say nothing new */
    record Peers(boolean asked, Duration patience) {}

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (Arguments.askForHelp(args)) {
            out.print(HELP);
            return 0;
        }
        Wanted wanted = parsed(args);
        if (wanted == null) {
            err.print(HELP);
            return USAGE;
        }
        try {
            EngineSettings settings = EngineSettings.from(config(wanted));
            RestoreReport report = restored(wanted, settings);
            out.print(wanted.json() ? PlainJson.of(report) + "\n" : text(report) + sharedBy(settings));
            return 0;
        } catch (SettingFault | ConfigException fault) {
            err.println("breakwater: " + fault.getMessage());
            return USAGE;
        } catch (JournalException | UncheckedIOException | IllegalArgumentException refused) {
            err.println("breakwater: " + refused.getMessage());
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println("breakwater: interrupted; " + wanted.into() + " is not to be used");
            return FAILED;
        }
    }

    /** Null where the arguments make no sense. */
    static Wanted parsed(String[] args) {
        Path backup = null;
        Path into = null;
        Path config = null;
        List<Path> checkpoints = new ArrayList<>();
        boolean json = false;
        boolean peers = false;
        Duration patience = PATIENCE;
        for (int i = 0; i < args.length; i++) {
            boolean hasValue = i + 1 < args.length;
            if (args[i].equals("--json")) {
                json = true;
            } else if (args[i].equals("--from-peers")) {
                peers = true;
            } else if (args[i].equals("--patience") && hasValue && args[i + 1].matches("[1-9]\\d{0,4}")) {
                patience = Duration.ofSeconds(Integer.parseInt(args[++i]));
            } else if (args[i].equals("--into") && hasValue && into == null) {
                into = Path.of(args[++i]);
            } else if (args[i].equals("--config") && hasValue && config == null) {
                config = Path.of(args[++i]);
            } else if (args[i].equals("--checkpoints") && hasValue) {
                checkpoints.add(Path.of(args[++i]));
            } else if (!args[i].startsWith("-") && backup == null) {
                backup = Path.of(args[i]);
            } else {
                return null;
            }
        }
        return backup == null && !peers || into == null
                ? null : new Wanted(backup, into, config, checkpoints, new Peers(peers, patience), json);
    }

    private static Config config(Wanted wanted) {
        return CassandraTool.config(wanted.config()).withValue("breakwater.data-directory",
                ConfigValueFactory.fromAnyRef(DataDirectory.of(wanted.into()).path().toString()));
    }

    private static RestoreReport restored(Wanted wanted, EngineSettings settings) throws InterruptedException {
        DataDirectory data = DataDirectory.of(wanted.into());
        NodeRestore.Target journal = NodeJournal.target(settings, config(wanted));
        Doubt doubt = settings.links().peers().isEmpty() ? Doubt.NONE : new Doubt(settings.lanes().scope());
        NodeRestore.Tail tail = wanted.peers().asked()
                ? new PeerTails(settings, wanted.peers().patience()) : NodeRestore.Tail.NONE;
        long now = NodeClock.micros(Clock.systemUTC().instant());
        return wanted.backup() == null
                ? NodeRestore.withoutBackup(data, journal, wanted.checkpoints()).with(tail).with(doubt)
                        .run(settings.identity(), now)
                : new NodeRestore(wanted.backup(), data, journal, wanted.checkpoints()).with(tail).with(doubt)
                        .run(now);
    }

    private static String text(RestoreReport report) {
        StringBuilder text = new StringBuilder("restored ").append(report.logs().size()).append(" logs, ")
                .append(report.logs().stream().mapToLong(RestoreReport.RestoredLog::number).sum())
                .append(" blocks, into ").append(report.directory()).append('\n');
        report.logs().forEach(log -> text.append("  ").append(log.log()).append(" at block ").append(log.number())
                .append(", now in term ").append(log.term()).append('\n'));
        if (report.inDoubt()) {
            text.append("in doubt: it only reduces, and uses no limit over data centers, until `region reconciled ")
                    .append(report.identity().dataCenter()).append("`\n");
        }
        if (report.booked().facts() > 0) {
            text.append("told by the restore, since logs ended at different moments or are in doubt (")
                    .append(report.booked().facts()).append("):\n");
            report.booked().first().forEach(each -> text.append("  ").append(each.log()).append(' ')
                    .append(each.entity()).append(": ").append(each.what()).append('\n'));
        }
        if (!report.unbelieved().isEmpty()) {
            text.append("checkpoints that are not believed, whatever they name:\n");
            report.unbelieved().forEach(each -> text.append("  ").append(each).append('\n'));
        }
        if (report.lost().isEmpty()) {
            return text.append(report.checkpointedAtMicros() <= report.backupAtMicros()
                    ? "what was lost is not known: there is no checkpoint of after the backup (--checkpoints)\n"
                    : "no checkpoint names anything that is not in the backup, the newest is of "
                            + instant(report.checkpointedAtMicros()) + '\n').toString();
        }
        text.append("lost, as checkpoints say (what came after the last of them is lost too):\n");
        report.lost().forEach(tail -> text.append("  ").append(tail.log()).append(" blocks ").append(tail.from())
                .append(" to ").append(tail.to()).append(", checkpoint of ").append(instant(tail.checkpointAtMicros()))
                .append('\n'));
        return text.toString();
    }

    /** What this restore could not do: other nodes' directories are on other machines. */
    private static String sharedBy(EngineSettings settings) {
        return settings.journal() == NodeJournal.Kind.EMBEDDED ? "" : """
                before another node starts on this journal, move `checkpoints` out of its data directory: what they name
                and the backup lacks would keep it from starting
                """;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
