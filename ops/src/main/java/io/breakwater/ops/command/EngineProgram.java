package io.breakwater.ops.command;

import io.breakwater.ops.UsageFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Programs of the engine. The launcher starts them itself; they are declared here so that help and completion list
 * them, and started as a child with this terminal where the command line is reached without the launcher.
 */
public abstract class EngineProgram implements Callable<Integer> {
    /** Where the launcher leaves the engine's class path. */
    public static final String CLASS_PATH_PROPERTY = "breakwater.engine.classpath";

    /** Further flags for the JVMs of nodes, apart by blanks; each begins with a dash. */
    public static final String FLAGS_PROPERTY = "breakwater.engine.flags";

    private final String mainClass;

    /** As they were given: options of the program are arguments here. */
    @Parameters(arity = "0..*", hidden = true)
    private final List<String> arguments = new ArrayList<>();

    EngineProgram(String mainClass) {
        this.mainClass = mainClass;
    }

    /** Starts a node. */
    @Command(name = "node", description = "Starts a node on the embedded journal: --data DIR, --port N, --config FILE.")
    public static final class Node extends EngineProgram {
        public Node() {
            super("io.breakwater.app.Main");
        }
    }

    /** Restores a backup into an empty directory. */
    @Command(name = "restore", description = "Restores a backup into an empty data directory, with a raised term.")
    public static final class Restore extends EngineProgram {
        public Restore() {
            super("io.breakwater.app.Restore");
        }
    }

    /** Prepares Cassandra. */
    @Command(name = "cassandra", description = "Prints or makes the tables of the Cassandra journal: schema [--apply].")
    public static final class Cassandra extends EngineProgram {
        public Cassandra() {
            super("io.breakwater.app.CassandraTool");
        }
    }

    /** Moves logs between stores, and removes what is old. */
    @Command(name = "journal", description = "Moves logs between stores, byte for byte: copy --data DIR --from --to;"
            + " removes what is old of the tape: trim --data DIR --keep.")
    public static final class Journal extends EngineProgram {
        public Journal() {
            super("io.breakwater.app.JournalTool");
        }
    }

    /** Runs a bench. */
    @Command(name = "bench", description = "Measures, beside a ceiling or a baseline: bench --help lists what.")
    public static final class Bench extends EngineProgram {
        public Bench() {
            super("io.breakwater.bench.BenchMain");
        }
    }

    /** Runs a campaign. */
    @Command(name = "campaign", description = "Searches for what breaks a parser, a limit over data centers or a "
            + "cluster: parsers [--inputs N], escrow [--seeds N], cluster [--rounds N], regions [--rounds N].")
    public static final class Campaign extends EngineProgram {
        public Campaign() {
            super("io.breakwater.campaign.CampaignMain");
        }
    }

    /** The class path of the engine; a usage fault where this was not started by the launcher. */
    public static String classPath() {
        String path = System.getProperty(CLASS_PATH_PROPERTY);
        if (path == null) {
            throw new UsageFault("the engine's class path is not known: start this through ./breakwater, or set -D"
                    + CLASS_PATH_PROPERTY);
        }
        return path;
    }

    /** The start of a command line for a JVM like this one: its java, the flags every program needs. */
    public static List<String> java() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders",
                "-XX:NewRatio=4", "-XX:SweeperThreshold=100", "-XX:MetaspaceSize=192m");
    }

    /** The same for a node: with what {@value #FLAGS_PROPERTY} adds, such as an archive of its loaded classes. */
    public static List<String> nodeJava() {
        List<String> line = new ArrayList<>(java());
        line.addAll(List.of(System.getProperty(FLAGS_PROPERTY, "").strip().split("\\s+(?=-)")));
        line.removeIf(String::isEmpty);
        return line;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(java());
        line.addAll(List.of("-cp", classPath(), mainClass));
        line.addAll(arguments);
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }
}
