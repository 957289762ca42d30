package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import io.breakwater.journal.cassandra.Schema;
import io.breakwater.link.record.CassandraRecord;
import io.breakwater.link.record.RecordSchema;
import io.breakwater.link.record.RecordSettings;
import io.breakwater.link.record.RecordUnreachable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Prepares Cassandra for the logs of one environment and data center: {@code breakwater cassandra schema}; or for the
 * record of all of them: {@code breakwater cassandra record-schema}.
 */
public final class CassandraTool {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final String HELP = """
            usage: breakwater cassandra schema|record-schema [--config FILE] [--apply]

              schema         tables for the logs of a data center
              record-schema  tables for the record that all data centers share over three sites
              --config FILE  the node's settings: breakwater.journal.cassandra, or breakwater.record.cassandra, says
                             where, keyspace and replication
              --apply        makes keyspace and tables, or what is missing of them; without it they are only printed
            """;

    private CassandraTool() {}

    public static void main(String[] args) {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** @param config null for the built-in settings */
    record Wanted(boolean record, Path config, boolean apply) {}

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
            if (wanted.record()) {
                recordSchema(wanted, out);
            } else {
                schema(wanted, out);
            }
            return 0;
        } catch (SettingFault | ConfigException fault) {
            err.println("breakwater: " + fault.getMessage());
            return USAGE;
        } catch (JournalException | RecordUnreachable refused) {
            err.println("breakwater: " + refused.getMessage());
            return FAILED;
        }
    }

    /** Null where the arguments make no sense. */
    static Wanted parsed(String[] args) {
        if (args.length == 0 || !args[0].matches("(record-)?schema")) {
            return null;
        }
        Path config = null;
        boolean apply = false;
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--apply")) {
                apply = true;
            } else if (args[i].equals("--config") && i + 1 < args.length && config == null) {
                config = Path.of(args[++i]);
            } else {
                return null;
            }
        }
        return new Wanted(args[0].startsWith("record"), config, apply);
    }

    private static void schema(Wanted wanted, PrintStream out) {
        CassandraSettings settings = CassandraSettings.from(config(wanted.config()));
        if (wanted.apply()) {
            CassandraStore.createSchema(settings);
            out.println("keyspace " + settings.contact().keyspace() + " has schema version " + Schema.VERSION
                    + ", replication " + settings.contact().replication());
        } else {
            Schema.statements(settings).forEach(statement -> out.println(statement + ";"));
        }
    }

    private static void recordSchema(Wanted wanted, PrintStream out) {
        RecordSettings settings = RecordReader.settings(config(wanted.config()));
        if (wanted.apply()) {
            CassandraRecord.createSchema(settings);
            CassandraSettings.Contact contact = settings.cassandra().contact();
            out.println("keyspace " + contact.keyspace() + " keeps the record, replication " + contact.replication());
        } else {
            RecordSchema.statements(settings.cassandra()).forEach(statement -> out.println(statement + ";"));
        }
    }

    /** The settings of a file above the built-in ones. @param file null for none */
    static Config config(Path file) {
        return Node.config(new Arguments(file, Map.of(), false));
    }
}
