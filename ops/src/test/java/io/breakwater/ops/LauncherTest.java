package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that finds a JDK, builds and starts. */
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("breakwater.root", ".."));

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
}
