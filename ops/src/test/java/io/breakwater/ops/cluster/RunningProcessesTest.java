package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.ops.NodeFault;
import io.breakwater.ops.cluster.RunningProcesses.Entry;
import io.breakwater.ops.cluster.RunningProcesses.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster has left running, as it is noted for whoever comes later. */
class RunningProcessesTest {
    @TempDir
    private Path directory;

    @Test
    void isReadAsItWasWritten() throws IOException {
        Entry own = RunningProcesses.entry(
                "node", "127.0.0.1:7400", ProcessHandle.current().pid(), new Place("a", "data-center-a/node-1"));
        RunningProcesses noted = new RunningProcesses(List.of(own));
        noted.write(directory);
        assertThat(RunningProcesses.read(directory)).isEqualTo(noted);
        assertThat(own.process()).contains(ProcessHandle.current());
    }

    /** Else all that runs would be somebody else's once the clock is set, and nobody would end it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whenItBeganIsNotToldByTheClock() {
        Entry own = RunningProcesses.entry(
                "node", "127.0.0.1:7400", ProcessHandle.current().pid(), new Place("a", "data-center-a/node-1"));
        String clock = ProcessHandle.current().info().startInstant().orElseThrow().toString();
        assertThat(own.started()).isNotEqualTo(clock).matches("[0-9a-f-]{36}/[0-9]+");
    }

    @Test
    void aProcessThatHasTheIdByNowIsAnother() {
        Entry reused = new Entry("node", "127.0.0.1:7400", ProcessHandle.current().pid(), "2001-01-01T00:00:00Z",
                new Place("a", "data-center-a/node-1"));
        assertThat(reused.process()).isEmpty();
    }

    @Test
    void whatIsNotOneIsNamed() throws IOException {
        assertThatThrownBy(() -> RunningProcesses.read(directory)).isInstanceOf(NodeFault.class)
                .hasMessageContaining("cluster up");
        Files.writeString(directory.resolve(RunningProcesses.FILE), "node 127.0.0.1:7400 12\n");
        assertThatThrownBy(() -> RunningProcesses.read(directory)).isInstanceOf(NodeFault.class)
                .hasMessageContaining("node 127.0.0.1:7400 12");
    }
}
