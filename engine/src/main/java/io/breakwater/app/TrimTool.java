package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.audit.DamagedLog;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.retention.TapeTrim;
import io.breakwater.audit.retention.TrimReport;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Removes what is old of the tape: {@code breakwater journal trim}. */
final class TrimTool {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    static final String HELP = """
            usage: breakwater journal trim --data DIR --keep DURATION [--config FILE] [--checkpoints DIR]...

              --data DIR         the node's --data, whose tape is cut; the node is stopped
              --keep DURATION    the views of the market of so long are kept, such as 90d, 12h
              --config FILE      the node's settings
              --checkpoints DIR  checkpoints and public keys kept elsewhere; may be given several times
            """;

    private TrimTool() {}

    /** @param config null for the built-in settings */
    record Wanted(Path data, Duration keep, Path config, List<Path> checkpoints) {}

    /** @param args behind {@code trim} */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            Wanted wanted = parsed(args);
            if (wanted == null) {
                err.print(HELP);
                return USAGE;
            }
            out.println(text(trimmed(wanted)));
            return 0;
        } catch (SettingFault | ConfigException fault) {
            err.println("breakwater: " + fault.getMessage());
            return USAGE;
        } catch (JournalException | DamagedLog | UncheckedIOException | IllegalArgumentException refused) {
            err.println("breakwater: " + refused.getMessage());
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Null where the arguments make no sense. */
    static Wanted parsed(List<String> args) {
        Path data = null;
        Path config = null;
        Duration keep = null;
        List<Path> checkpoints = new ArrayList<>();
        for (int i = 0; i + 1 < args.size(); i += 2) {
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--data" -> data = Path.of(value);
                case "--config" -> config = Path.of(value);
                case "--keep" -> keep = duration(value);
                case "--checkpoints" -> checkpoints.add(Path.of(value));
                default -> {
                    return null;
                }
            }
        }
        return args.size() % 2 != 0 || data == null || keep == null
                ? null : new Wanted(data, keep, config, checkpoints);
    }

    private static Duration duration(String value) {
        SettingFault unread = new SettingFault("--keep", "is " + value, "name a time, such as 90d");
        try {
            Duration keep = ConfigFactory.empty().withValue("keep", ConfigValueFactory.fromAnyRef(value))
                    .getDuration("keep");
            if (keep.isPositive()) {
                return keep;
            }
        } catch (ConfigException noDuration) {
            throw unread;
        }
        throw unread;
    }

    private static TrimReport trimmed(Wanted wanted) throws InterruptedException {
        DataDirectory data = DataDirectory.of(wanted.data());
        Config config = CassandraTool.config(wanted.config()).withValue(
                "breakwater.data-directory", ConfigValueFactory.fromAnyRef(data.path().toString()));
        EngineSettings settings = EngineSettings.from(config);
        require(settings);
        Identity identity = IdentityFile.read(data.identity());
        try (EmbeddedStore store = EmbeddedStore.open(NodeJournal.embedded(config, data.journal()))) {
            CheckpointWriter signer = new CheckpointWriter(
                    identity, data.keys(), data.checkpoints(), settings.checkpoints().copies());
            Instant now = Clock.systemUTC().instant();
            TrimReport report = new TapeTrim(store, identity, Audit.known(data, identity, wanted.checkpoints()), signer)
                    .run(NodeClock.micros(now.minus(wanted.keep())), NodeClock.micros(now));
            store.compact();
            return report;
        }
    }

    private static void require(EngineSettings settings) {
        if (settings.links().serves() || !settings.links().peers().isEmpty()) {
            throw new SettingFault("breakwater.links", "has a port or peers: data centers copy each other's tape from"
                    + " its first block", "do not trim it");
        }
        if (settings.journal() != NodeJournal.Kind.EMBEDDED) {
            throw new SettingFault("breakwater.journal.kind", "is cassandra, of which nothing is removed",
                    "trim an embedded journal");
        }
    }

    private static String text(TrimReport report) {
        String head = report.log() + " ends at block " + report.head();
        if (report.begins() == 0) {
            return head + ", nothing of it is so old: it has its first block";
        }
        return head + " and begins behind block " + report.begins() + " of " + instant(report.atMicros()) + "; "
                + report.removed() + " blocks more are removed";
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
