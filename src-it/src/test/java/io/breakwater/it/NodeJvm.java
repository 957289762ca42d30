package io.breakwater.it;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.command.EngineProgram;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * How tests that run without the launcher start nodes: where the engine's classes are, and an archive of them, since
 * most of what a node of a few seconds does is loading classes. A small demonstration makes the archive before the first
 * test that asks; the JVM drops it by itself where a jar has changed. For any thread.
 */
public final class NodeJvm {
    /** What a node is told besides: they live for seconds, and seldom long enough for the second compiler. */
    private static final String FLAGS = "-XX:TieredStopAtLevel=1";
    private static final String ARCHIVED = " -XX:+AutoCreateSharedArchive -Xlog:cds=off -Xlog:aot=off "
            + "-XX:SharedArchiveFile=";
    private static final String CLASS_PATH_OF_TESTS = "surefire.test.class.path";

    private static boolean prepared;

    private NodeJvm() {}

    /** Leaves what the launcher has told. */
    public static synchronized void prepare() {
        if (prepared || System.getProperty(EngineProgram.CLASS_PATH_PROPERTY) != null) {
            return;
        }
        prepared = true;
        List<String> engine = engine();
        System.setProperty(EngineProgram.CLASS_PATH_PROPERTY, String.join(":", engine));
        System.setProperty(EngineProgram.FLAGS_PROPERTY, FLAGS);
        if (engine.stream().allMatch(entry -> Files.isRegularFile(Path.of(entry)))) {
            Path archive = root().resolve("src-it/target/node.jsa");
            System.setProperty(EngineProgram.FLAGS_PROPERTY, FLAGS + ARCHIVED + archive);
            train();
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("breakwater.root"));
    }

    /** Without this module's own directories, which hold nothing that a node needs: an archive is of jars alone. */
    private static List<String> engine() {
        String tests = System.getProperty(CLASS_PATH_OF_TESTS, System.getProperty("java.class.path"));
        return Arrays.stream(tests.split(":"))
                .filter(entry -> !Path.of(entry).startsWith(root().resolve("src-it"))).toList();
    }

    /** Its last node ends in good order, and leaves the archive. */
    private static void train() {
        StringWriter said = new StringWriter();
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));
        try {
            Path data = Files.createTempDirectory("breakwater-trained-");
            int code = line.execute("demo", "--exit", "--json", "--counterparties", "20", "--seconds", "2",
                    "--rate", "500", "--data", data.toString());
            remove(data);
            if (code != 0) {
                throw new IllegalStateException("a demonstration answered " + code + ":\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
