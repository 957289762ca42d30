package io.breakwater.ops.cluster;

import io.breakwater.ops.NodeFault;
import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An engine node as a process: started, killed, frozen, rolled. Used by one thread at a time. */
public final class EngineNode {
    private static final int STOP_SECONDS = 60;
    private static final int POLL_MILLIS = 50;
    private static final int LOG_LINES = 30;
    private static final String HEAP = "-Xmx512m";
    /** Several of them compile at the same time on one machine. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Path directory;
    private final NodePorts ports;
    private final List<String> within;
    private final Supplier<List<String>> flags;
    private Process process;

    /**
     * @param within stands before the command that is its process, and becomes it
     * @param flags of its JVM, asked for at each start
     */
    EngineNode(Path directory, NodePorts ports, List<String> within, Supplier<List<String>> flags) {
        this.directory = directory;
        this.ports = ports;
        this.within = within;
        this.flags = flags;
    }

    /** Starts the process; {@link #awaitReady} waits until it serves. */
    public void start() throws IOException {
        List<String> line = new ArrayList<>(within);
        line.addAll(EngineProgram.nodeJava());
        line.addAll(flags.get());
        line.addAll(List.of(HEAP, QUICK, "-cp", EngineProgram.classPath(), "io.breakwater.app.Main",
                "--config", configuration().toString()));
        ProcessBuilder child = new ProcessBuilder(line)
                .directory(Files.createDirectories(directory).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // A killed node cannot remove the native library that it unpacked.
        child.environment().put("ROCKSDB_SHAREDLIB_DIR", directory.toString());
        process = child.start();
    }

    Path directory() {
        return directory;
    }

    Path configuration() {
        return directory.resolve("node.conf");
    }

    Path log() {
        return directory.resolve("node.log");
    }

    Path data() {
        return directory.resolve("data");
    }

    NodePorts ports() {
        return ports;
    }

    /** @throws NodeFault with the end of its log where it does not serve in time, or ends */
    public void awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        HealthPort health = new HealthPort(ports.host(), ports.health());
        while (!health.isReady()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new NodeFault("the node in " + directory + " ended; the end of its log:\n" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new NodeFault("the node in " + directory + " does not serve; the end of its log:\n" + endOfLog());
            }
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(" + unreadable + ")";
        }
    }

    /** host:port of its gateway. */
    public String address() {
        return ports.host() + ":" + ports.gateway();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL; nothing of it runs any more when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it hands its lanes over and ends. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new NodeFault("the node in " + directory + " survived SIGKILL");
        }
    }

    /** Waits until it ends. */
    public void join() throws InterruptedException {
        process.waitFor();
    }

    /** SIGSTOP: it stands still, and believes afterwards that no time has passed. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        // The shell has it: as a program it is not on every machine.
        int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
        if (code != 0) {
            throw new NodeFault("kill -" + name + " answered " + code);
        }
    }
}
