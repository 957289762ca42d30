package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.IdentityFile;
import io.breakwater.audit.restore.JournalMove;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.backup.LogCopy.CopiedLog;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves logs between stores, {@code breakwater journal copy}, and removes what is old: {@link TrimTool}. */
public final class JournalTool {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String HELP = """
            usage: breakwater journal copy --data DIR --from KIND --to KIND [--config FILE]
                   breakwater journal trim --data DIR --keep DURATION [--config FILE] [--checkpoints DIR]...

              --data DIR     the node's --data, whose logs are moved; the node is stopped, or is left without its logs
              --from KIND    embedded or cassandra: where they are; fenced from then on
              --to KIND      the other: where they go; empty
              --config FILE  the node's settings, which say where Cassandra is
            """;

    private JournalTool() {}

    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (Arguments.askForHelp(args)) {
            out.print(args[0].equals("trim") ? TrimTool.HELP : HELP);
            return 0;
        }
        if (args.length > 0 && args[0].equals("trim")) {
            return TrimTool.run(List.of(args).subList(1, args.length), out, err);
        }
        Map<String, String> given = parsed(args);
        if (given == null) {
            err.print(HELP);
            return USAGE;
        }
        try {
            List<CopiedLog> moved = moved(given);
            moved.forEach(log -> out.println("  " + log.log() + " " + log.rows() + " blocks, sha256 "
                    + log.sha256()));
            out.println("moved " + moved.size() + " logs; set breakwater.journal.kind = " + given.get("--to"));
            return 0;
        } catch (SettingFault | ConfigException fault) {
            err.println("breakwater: " + fault.getMessage());
            return USAGE;
        } catch (JournalException | UncheckedIOException | IllegalArgumentException refused) {
            err.println("breakwater: " + refused.getMessage());
            return FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Null where the arguments make no sense. */
    static Map<String, String> parsed(String[] args) {
        Map<String, String> given = new HashMap<>();
        if (args.length % 2 == 0 || !args[0].equals("copy")) {
            return null;
        }
        for (int i = 1; i < args.length; i += 2) {
            if (!List.of("--data", "--from", "--to", "--config").contains(args[i])
                    || given.put(args[i], args[i + 1]) != null) {
                return null;
            }
        }
        boolean there = "embedded".equals(given.get("--from")) && "cassandra".equals(given.get("--to"));
        boolean back = "cassandra".equals(given.get("--from")) && "embedded".equals(given.get("--to"));
        return given.containsKey("--data") && (there || back) ? given : null;
    }

    private static List<CopiedLog> moved(Map<String, String> given) throws InterruptedException {
        DataDirectory data = DataDirectory.of(Path.of(given.get("--data")));
        Path file = given.containsKey("--config") ? Path.of(given.get("--config")) : null;
        Config config = CassandraTool.config(file).withValue(
                "breakwater.data-directory", ConfigValueFactory.fromAnyRef(data.path().toString()));
        JournalMove move = new JournalMove(IdentityFile.read(data.identity()), Clock.systemUTC().millis());
        if (given.get("--from").equals("embedded")) {
            return movedOut(NodeJournal.embedded(config, data.journal()), CassandraSettings.from(config), move);
        }
        try (CassandraStore from = CassandraStore.openToMove(CassandraSettings.from(config));
                EmbeddedStore to = EmbeddedStore.openToFill(
                        NodeJournal.embedded(config, data.journal()), _ -> { })) {
            return move.outOfCassandra(from, to);
        }
    }

    private static List<CopiedLog> movedOut(StoreSettings source, CassandraSettings target, JournalMove move)
            throws InterruptedException {
        String owner = NodeJournal.owner(move.identity());
        try (EmbeddedStore from = EmbeddedStore.openToMove(source, target.place());
                CassandraStore to = CassandraStore.openToFill(target, owner, from.isMoving())) {
            return move.outOfEmbedded(from, to);
        }
    }
}
