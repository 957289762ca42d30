package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that finds a JDK, builds and starts. */
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("breakwater.root", ".."));

    @TempDir
    private Path jdk;

    @ParameterizedTest
    @ValueSource(strings = {"lots", "6", "0g", "-1g", "6gb", "1.5g", "6g -Xmx9g"})
    void refusesAHeapThatIsNoSize(String heap) throws IOException, InterruptedException {
        ProcessBuilder launcher =
                new ProcessBuilder(ROOT.resolve("breakwater").toString(), "node").redirectErrorStream(true);
        launcher.environment().put("BREAKWATER_HEAP", heap);
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("BREAKWATER_HEAP is '" + heap + "'").contains("such as 6g");
    }

    @Test
    void refusesANodeThatMayOpenTooFewFiles() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "ulimit -n 64; exec \"$0\" node",
                ROOT.resolve("breakwater").toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("a node may open 64 files here", "ulimit -n");
    }

    /** As where root has built, and a service's user starts it, or where the local repository was removed. */
    @Test
    void namesALibraryThatCannotBeRead() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(jdk.resolve("tree"));
        Path launcher = Files.copy(ROOT.resolve("breakwater"), tree.resolve("breakwater"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Path library = jdk.resolve("gone.jar");
        Files.createDirectories(tree.resolve("ops/target/classes/io/breakwater/ops"));
        Files.createDirectories(tree.resolve("engine/target"));
        Files.createFile(tree.resolve("ops/target/classes/io/breakwater/ops/BreakwaterCommand.class"));
        Files.writeString(tree.resolve("engine/target/classpath.txt"), launcher + ":" + library);
        Files.writeString(tree.resolve("ops/target/classpath.txt"), launcher + ":" + library);
        ProcessBuilder version = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
        // Wherever Maven has found it.
        version.environment().put("BREAKWATER_JAVA_HOME", System.getProperty("java.home"));
        Process process = version.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains(library + " cannot be read by ", "build again as that user");
    }

    /** As a supervisor may start it. The JDK here only says in which locale it was started. */
    @ParameterizedTest
    @CsvSource({"'', C.UTF-8", "C, C.UTF-8", "POSIX, C.UTF-8", "C.utf8, C.utf8", "de_DE.ISO-8859-1, de_DE.ISO-8859-1"})
    void startsWithoutAHomeAndInALocaleThatHasAllNames(String given, String used)
            throws IOException, InterruptedException {
        executable("javac", "");
        executable("java", "echo 'openjdk version \"25\"'; echo \"in $LC_ALL\"");
        ProcessBuilder launcher =
                new ProcessBuilder(ROOT.resolve("breakwater").toString(), "--version").redirectErrorStream(true);
        launcher.environment().keySet().removeAll(Set.of("HOME", "LANG", "LC_CTYPE", "JAVA_HOME"));
        launcher.environment().put("LC_ALL", given);
        launcher.environment().put("BREAKWATER_JAVA_HOME", jdk.toString());
        Process process = launcher.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("in " + used + "\n").doesNotContain("unbound");
    }

    private void executable(String name, String script) throws IOException {
        Path file = Files.createDirectories(jdk.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
