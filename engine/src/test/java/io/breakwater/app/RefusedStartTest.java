package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cassandra.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that cannot start says why and ends with a code of its own, also where its cluster would end the JVM. */
class RefusedStartTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    Path data;

    @Test
    void aNodeOfAClusterThatFindsNoJournalSaysWhichKeyToSet() throws Exception {
        Path config = Files.writeString(data.resolve("node.conf"), """
                breakwater.cluster.bind = "127.0.0.1"
                breakwater.cluster.port = %d
                breakwater.cluster.seeds = ["127.0.0.1:1"]
                breakwater.journal.kind = cassandra
                breakwater.journal.cassandra.contact-points = ["127.0.0.1:1"]
                """.formatted(FreePorts.one()));
        assertThat(told(List.of(), "--config", config.toString()))
                .contains("breakwater: breakwater.journal.cassandra.contact-points is"
                + " 127.0.0.1:1, where nobody answers (Connection refused): name running nodes of Cassandra");
    }

    /** It ended with 70, which says that the journal was lost, and pages of calls. */
    @Test
    void aNodeThatCannotUnpackTheJournalsLibrarySaysWhere() throws Exception {
        Path nowhere = data.resolve("nowhere");
        assertThat(told(List.of("-Djava.io.tmpdir=" + nowhere)))
                .contains("breakwater: The store in " + data.resolve("journal") + " cannot be used: RocksDB's library"
                        + " cannot be unpacked into " + nowhere).contains("make room there").doesNotContain("\tat ");
    }

    /** What a node says that ends with 1. */
    private String told(List<String> flags, String... more) throws Exception {
        Path told = data.resolve("told");
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-cp", CLASS_PATH));
        line.addAll(flags);
        line.addAll(List.of(Main.class.getName(), "--data", data.toString(), "--port", "0"));
        line.addAll(List.of(more));
        Process node = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(told.toFile()).start();
        try {
            assertThat(node.waitFor(2, TimeUnit.MINUTES)).as("it ends by itself").isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).isEqualTo(1);
        return Files.readString(told);
    }
}
