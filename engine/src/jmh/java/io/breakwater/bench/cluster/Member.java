package io.breakwater.bench.cluster;

import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One node's place in a cluster: its directory, settings and port stay, its process comes and goes. */
final class Member implements AutoCloseable {

    /** Many of them share one machine. */
    private static final String HEAP = "-Xmx1g";

    private final Path data;
    private final Path settings;
    private NodeProcess process;
    private NodeClient client;

    /** @param settings of a node, complete but for its directory and gateway */
    Member(Path data, String settings) throws IOException {
        this.data = Files.createDirectories(data);
        this.settings = Files.writeString(data.resolve("node.conf"), settings);
    }

    /** Waits until it serves. */
    void start() throws IOException, InterruptedException {
        process = NodeProcess.start("io.breakwater.app.Main", List.of(HEAP), List.of(
                "--data", data.toString(), "--port", "0", "--config", settings.toString()));
        client = NodeClient.to(process.address());
    }

    NodeProcess process() {
        return process;
    }

    NodeClient client() {
        return client;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        client.close();
        process.kill();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            client.close();
            process.close();
        }
    }
}
