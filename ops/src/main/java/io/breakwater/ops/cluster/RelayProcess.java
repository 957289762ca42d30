package io.breakwater.ops.cluster;

import io.breakwater.ops.NodeFault;
import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The relay between data centers, as a process. */
record RelayProcess(Process process, RelayControl control, Path log) implements AutoCloseable {
    private static final Duration MOST_STARTING = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 100;

    static RelayProcess start(Path directory, Routes routes) throws IOException {
        Path log = directory.resolve("relay.log");
        List<String> line = new ArrayList<>(EngineProgram.java());
        line.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"), LinkRelay.class.getName(),
                String.valueOf(routes.control())));
        line.addAll(routes.relayArguments());
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new RelayProcess(process, new RelayControl("127.0.0.1:" + routes.control()), log);
    }

    void await() throws InterruptedException {
        long deadline = System.nanoTime() + MOST_STARTING.toNanos();
        while (!control.answers()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new NodeFault("the relay between the data centers does not run; see " + log);
            }
        }
    }

    RunningProcesses.Entry entry() {
        return RunningProcesses.entry("relay", control.address(), process.pid(),
                new RunningProcesses.Place(RunningProcesses.NONE, RunningProcesses.NONE));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
