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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Several data centers on this machine, named a, b, c…, each a node with a journal of its own, linked to all others
 * through a relay that can cut them apart.
 */
public final class DataCenters implements AutoCloseable {
    private static final Duration MOST_STARTING = Duration.ofSeconds(180);
    private static final int POLL_MILLIS = 100;
    private static final String RELAY_LOG = "relay.log";

    private final Path directory;
    private final List<DataCenter> centers = new ArrayList<>();
    private final int control;
    private Process relay;

    /**
     * One of them.
     *
     * @param links where its node serves peers
     * @param relayed where its peers call it: a port each, in the order of the data centers, its own one unused
     */
    private record DataCenter(String id, int number, EngineNode node, int links, List<Integer> relayed) {}

    private DataCenters(Path directory, int count) throws IOException {
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        int each = 4 + count;
        List<Integer> ports = FreePorts.some(count * each + 1);
        this.control = ports.getLast();
        for (int i = 0; i < count; i++) {
            List<Integer> own = ports.subList(i * each, (i + 1) * each);
            String id = String.valueOf((char) ('a' + i));
            EngineNode node = new EngineNode(this.directory.resolve("data-center-" + id),
                    new NodePorts(own.get(0), own.get(1), own.get(2)));
            centers.add(new DataCenter(id, i + 1, node, own.get(3), own.subList(4, each)));
        }
    }

    /**
     * Starts the relay and the nodes and waits until all serve.
     *
     * @param directory new or empty; holds everything that is written
     * @param count 2 to 5
     * @param progress told in words what goes on
     */
    public static DataCenters start(Path directory, int count, Consumer<String> progress)
            throws IOException, InterruptedException {
        DataCenters all = new DataCenters(directory, count);
        boolean started = false;
        try {
            all.startRelay();
            for (DataCenter center : all.centers) {
                progress.accept("starting data center " + center.id() + " on " + center.node().address()
                        + ", links on port " + center.links());
                all.write(center);
                center.node().start();
            }
            for (DataCenter center : all.centers) {
                center.node().awaitReady(MOST_STARTING);
            }
            all.awaitRelay();
            started = true;
            return all;
        } finally {
            if (!started) {
                all.close();
            }
        }
    }

    private void startRelay() throws IOException {
        List<String> line = new ArrayList<>(EngineProgram.java());
        line.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"),
                LinkRelay.class.getName(), String.valueOf(control)));
        for (DataCenter called : centers) {
            for (DataCenter caller : others(called)) {
                line.add(caller.id() + ">" + called.id() + "=" + called.relayed().get(caller.number() - 1) + ":"
                        + called.links());
            }
        }
        relay = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(directory.resolve(RELAY_LOG).toFile()).start();
    }

    private void awaitRelay() throws InterruptedException {
        long deadline = System.nanoTime() + MOST_STARTING.toNanos();
        while (!relay().answers()) {
            if (relay.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new NodeFault("the relay between the data centers does not run; see "
                        + directory.resolve(RELAY_LOG));
            }
        }
    }

    private List<DataCenter> others(DataCenter one) {
        return centers.stream().filter(center -> center != one).toList();
    }

    private void write(DataCenter center) throws IOException {
        String peers = others(center).stream()
                .map(peer -> "{ id = %s, number = %d, addresses = [\"127.0.0.1:%d\"] }".formatted(
                        peer.id(), peer.number(), peer.relayed().get(center.number() - 1)))
                .collect(Collectors.joining(", "));
        EngineNode node = center.node();
        Files.createDirectories(node.data());
        Files.writeString(node.configuration(), """
                breakwater {
                  data-directory = "%s"
                  data-center { id = %s, number = %d }
                  gateway.port = %d
                  cluster.health.port = %d
                  links {
                    port = %d
                    peers = [%s]
                  }
                }
                """.formatted(node.data(), center.id(), center.number(), node.ports().gateway(),
                node.ports().health(), center.links(), peers));
    }

    /** A node each, in the order of the data centers. */
    public List<EngineNode> nodes() {
        return centers.stream().map(DataCenter::node).toList();
    }

    /** Where the relay is told what to cut. */
    public RelayControl relay() {
        return new RelayControl("127.0.0.1:" + control);
    }

    /** The processes, to be found again by whoever comes later. */
    RunningProcesses processes() {
        List<RunningProcesses.Entry> entries = new ArrayList<>();
        centers.forEach(center -> entries.add(RunningProcesses.entry(
                "node", center.node().address(), center.node().pid())));
        entries.add(RunningProcesses.entry("relay", relay().address(), relay.pid()));
        return new RunningProcesses(entries);
    }

    /** Ends all processes at once. */
    @Override
    public void close() {
        try {
            for (DataCenter center : centers) {
                if (center.node().isAlive()) {
                    center.node().kill();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeFault("interrupted while nodes were ending");
        } finally {
            if (relay != null) {
                relay.destroyForcibly();
            }
        }
    }
}
