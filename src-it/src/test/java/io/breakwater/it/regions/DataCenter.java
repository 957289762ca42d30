package io.breakwater.it.regions;

import io.breakwater.app.RunningNode;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.ops.cluster.HealthPort;
import io.breakwater.ops.command.EngineProgram;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.BackupRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A data center of one engine process with an embedded journal. Its ports stay the same over restarts. Used by one
 * thread at a time, but for its channel.
 */
final class DataCenter implements AutoCloseable {
    private static final Duration MOST_STARTING = Duration.ofMinutes(3);
    private static final int POLL_MILLIS = 50;
    private static final int END_SECONDS = 60;
    private static final int INBOUND_BYTES = 16 << 20;
    private static final int LOG_LINES = 30;

    private final String id;
    private final int number;
    private final Path directory;
    private final int gatewayPort;
    private final int linkPort;
    private final int healthPort;
    private final ManagedChannel channel;
    private Process process;

    /** @param number from 1 */
    DataCenter(String id, int number, Path root) throws IOException {
        this.id = id;
        this.number = number;
        this.directory = Files.createDirectories(root.resolve(id));
        gatewayPort = FreePorts.one();
        linkPort = FreePorts.one();
        healthPort = FreePorts.one();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", gatewayPort).usePlaintext()
                .maxInboundMessageSize(INBOUND_BYTES).intercept(RunningNode.askedFirst(id)).build();
    }

    String id() {
        return id;
    }

    /** {@code data-centers/{id}}. */
    String name() {
        return "data-centers/" + id;
    }

    int linkPort() {
        return linkPort;
    }

    /** To its gateway; not through a cable: callers are near. */
    ManagedChannel channel() {
        return channel;
    }

    /** Writes its settings. @param cable what it reaches the peer's links through */
    void configure(DataCenter peer, Cable cable) throws IOException {
        Files.writeString(directory.resolve("node.conf"), String.format(Locale.ROOT, """
                breakwater.data-center { id = %s, number = %d }
                breakwater.data-directory = "%s"
                breakwater.gateway.port = %d
                breakwater.cluster.health.port = %d
                breakwater.lanes { counterparty = 4, instrument = 1, scope = 1, span = 1 }
                breakwater.market { revisit = 200 ms, patience = 300 ms }
                breakwater.links {
                  port = %d
                  peers = [{ id = %s, number = %d, addresses = ["127.0.0.1:%d"] }]
                  beat = 100 ms
                  cut-after = 1 s
                  min-backoff = 100 ms
                  max-backoff = 500 ms
                }
                """, id, number, data(), gatewayPort, healthPort, linkPort, peer.id, peer.number,
                cable.port()));
    }

    Path data() {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("node.log");
    }

    /** Starts the process and waits until it serves. */
    void start() throws IOException, InterruptedException {
        launch();
        awaitReady();
    }

    void launch() throws IOException {
        List<String> line = new ArrayList<>(EngineProgram.nodeJava());
        line.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-cp", EngineProgram.classPath(),
                "io.breakwater.app.Main", "--config", directory.resolve("node.conf").toString()));
        ProcessBuilder child = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // A killed node cannot remove the native library that it unpacked: it lies where the test cleans up.
        child.environment().put("ROCKSDB_SHAREDLIB_DIR", directory.toString());
        process = child.start();
    }

    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + MOST_STARTING.toNanos();
        while (!new HealthPort("127.0.0.1", healthPort).isReady()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError(id + " does not serve; the end of its log:\n" + endOfLog());
            }
        }
        channel.resetConnectBackoff();
    }

    String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(id + " survived SIGKILL");
        }
    }

    /** SIGKILL, and everything that it had stored is gone. */
    void lose() throws IOException, InterruptedException {
        kill();
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Backs its journal up while it runs, into a directory that is not there yet. */
    Path backup(String name) {
        Path target = directory.resolve(name);
        AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(END_SECONDS, TimeUnit.SECONDS)
                .backup(BackupRequest.newBuilder().setRequestId(RunningNode.requestId())
                        .setDirectory(target.toString()).build());
        return target;
    }

    /** After {@link #lose}: fills its journal from a backup, and with what the peer has copied beyond it. */
    void restore(Path backup) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(EngineProgram.nodeJava());
        line.addAll(List.of("-cp", EngineProgram.classPath(), "io.breakwater.app.Restore", backup.toString(),
                "--from-peers", "--into", data().toString(), "--config", directory.resolve("node.conf").toString()));
        Process restore = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        if (!restore.waitFor(MOST_STARTING.toSeconds(), TimeUnit.SECONDS) || restore.exitValue() != 0) {
            restore.destroyForcibly();
            throw new AssertionError(id + " was not restored; the end of its log:\n" + endOfLog());
        }
    }

    /** SIGSTOP: it stands still, and believes afterwards that no time has passed. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        // The shell has it: as a program it is not on every machine.
        int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
        if (code != 0) {
            throw new AssertionError("kill -" + name + " answered " + code);
        }
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        if (process != null) {
            kill();
        }
    }
}
