package io.breakwater.bench.cluster;

import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One node's place in a cluster: its directory, settings and port stay, its process comes and goes. */
final class Member implements AutoCloseable {

    /** Many of them share one machine. */
    private static final String HEAP = "-Xmx1g";

    private final Path data;
    private final Path settings;
    private NodeProcess process;
    private NodeClient client;
    private int burden;
    private CollectorLog collector;

    /** @param settings of a node, complete but for its directory and gateway */
    Member(Path data, String settings) throws IOException {
        this.data = Files.createDirectories(data);
        this.settings = Files.writeString(data.resolve("node.conf"), settings);
    }

    /** From its next start on its heap takes so long to collect. @param seconds 0: its heap is as it comes */
    void burden(int seconds) {
        burden = seconds;
    }

    /** Waits until it serves. */
    void start() throws IOException, InterruptedException {
        List<String> node = List.of("--data", data.toString(), "--port", "0", "--config", settings.toString());
        if (burden == 0) {
            process = NodeProcess.start("io.breakwater.app.Main", List.of(HEAP), node);
        } else {
            collector = new CollectorLog(data.resolve("collector.log"));
            List<String> arguments = new ArrayList<>(node);
            arguments.addFirst(String.valueOf(burden));
            process = NodeProcess.start(BurdenedNode.class.getName(),
                    List.of(BurdenedNode.HEAP, collector.flag()), arguments);
        }
        client = NodeClient.to(process.address());
    }

    /** Of one that is burdened: collects its heap. @return milliseconds that it stood still */
    double collect() throws IOException, InterruptedException {
        return collector.collect(process.pid());
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
