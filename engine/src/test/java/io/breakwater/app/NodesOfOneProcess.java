package io.breakwater.app;

import com.typesafe.config.Config;
import io.breakwater.cassandra.FreePorts;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Several nodes of one cluster in this process, over one embedded store that they share because they are in one
 * process: what crosses nodes crosses Artery, and the store's fence is the real one.
 */
final class NodesOfOneProcess implements AutoCloseable {
    private static final int ALONE_SECONDS = 12;

    private final Path directory;
    private final Map<String, String> settings;
    private final List<String> seeds = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    final List<ManagedChannel> channels = new ArrayList<>();

    NodesOfOneProcess(Path directory, int seeds, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        for (int i = 0; i < seeds; i++) {
            ports.add(FreePorts.one());
            this.seeds.add("127.0.0.1:" + ports.getLast());
        }
    }

    /** Starts one more; it serves when its {@link Node#ready} is done. */
    Node start(Map<String, String> own) throws IOException {
        int number = nodes.size();
        Map<String, String> overrides = new HashMap<>(Map.of(
                "breakwater.data-directory", directory.resolve("node-" + number).toString(),
                "breakwater.journal.rocksdb.home", directory.resolve("shared").toString(),
                "breakwater.gateway.port", "0",
                "breakwater.lanes.counterparty", "4",
                "breakwater.lanes.instrument", "2",
                "breakwater.cluster.seeds.0", seeds.getFirst(),
                "breakwater.cluster.port", String.valueOf(number < ports.size() ? ports.get(number) : FreePorts.one()),
                "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on",
                "pekko.coordinated-shutdown.exit-jvm", "off"));
        overrides.putAll(settings);
        overrides.putAll(own);
        Config config = Node.config(new Arguments(null, overrides, false));
        Node node = Node.start(EngineSettings.from(config), config, _ -> { });
        nodes.add(node);
        channels.add(NettyChannelBuilder.forAddress("127.0.0.1", node.port()).usePlaintext()
                .intercept(RunningNode.askedFirst(config.getString("breakwater.data-center.id"))).build());
        return node;
    }

    /**
     * One after the other, but for one that takes long: where a stop waits for the other end of a secured connection to
     * close it, which is a node of this process, that node's stop is begun as well.
     */
    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        List<CompletableFuture<Void>> stops = new ArrayList<>();
        for (Node node : nodes) {
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> close(node), Thread::startVirtualThread);
            stop.copy().completeOnTimeout(null, ALONE_SECONDS, TimeUnit.SECONDS).join();
            stops.add(stop);
        }
        stops.forEach(CompletableFuture::join);
    }

    private static void close(Node node) {
        try {
            node.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
