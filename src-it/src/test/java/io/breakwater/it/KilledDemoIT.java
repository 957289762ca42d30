package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.command.EngineProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demonstration that is killed leaves nothing that runs, and nothing that it has made for itself. */
@KeepsProcessorsBusy
class KilledDemoIT {
    private static final Pattern SERVES = Pattern.compile("node (\\d+) serves at");

    @TempDir
    private Path directory;

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @Test
    @Timeout(120)
    void itsNodeEndsWithIt() throws IOException {
        List<String> line = new ArrayList<>(EngineProgram.java());
        line.addAll(List.of(
                "-D" + EngineProgram.CLASS_PATH_PROPERTY + "=" + System.getProperty(EngineProgram.CLASS_PATH_PROPERTY),
                "-cp", System.getProperty("java.class.path"), BreakwaterCommand.class.getName(),
                "demo", "--counterparties", "20", "--rate", "100"));
        Process demo = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true).start();
        try {
            ProcessHandle node = ProcessHandle.of(nodeOf(demo)).orElseThrow();
            assertThat(leavesNothing()).isFalse();
            demo.destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !node.isAlive());
            await().atMost(Duration.ofSeconds(30)).until(this::leavesNothing);
        } finally {
            demo.destroyForcibly();
        }
    }

    private static long nodeOf(Process demo) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            Matcher serves = SERVES.matcher(line);
            if (serves.find()) {
                return Long.parseLong(serves.group(1));
            }
        }
        throw new AssertionError("no node serves:\n" + said);
    }

    private boolean leavesNothing() throws IOException {
        try (Stream<Path> left = Files.list(directory.resolve(".breakwater"))) {
            return left.findAny().isEmpty();
        }
    }
}
