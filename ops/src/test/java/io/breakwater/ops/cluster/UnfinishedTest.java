package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What {@code cluster up} leaves behind where it is interrupted: nothing; and where it is not: all of it. */
class UnfinishedTest {
    @Test
    void endsWhatWasStartedUnlessItWasFinished() throws IOException, InterruptedException, ExecutionException {
        Process command = new ProcessBuilder("bash", "-c", "sleep 600 & echo $!; wait").start();
        try {
            ProcessHandle node = ProcessHandle.of(Long.parseLong(firstLine(command))).orElseThrow();
            Unfinished finished = new Unfinished(command.toHandle());
            finished.finished();
            finished.end();
            assertThat(node.isAlive()).isTrue();
            new Unfinished(command.toHandle()).end();
            assertThat(node.onExit().get().isAlive()).isFalse();
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    private static String firstLine(Process process) throws IOException {
        return process.inputReader(StandardCharsets.US_ASCII).readLine().strip();
    }
}
