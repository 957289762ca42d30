package io.breakwater.ops.cluster;

import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Engine nodes of one data center, over Cassandra or an embedded journal, as processes of this machine. */
public final class LocalCluster implements AutoCloseable {
    private static final Duration MOST_STARTING = Duration.ofSeconds(180);
    private static final int MOST_SEEDS = 3;
    /** It starts from the nodes' archive of loaded classes, and leaves none of its own in that one's place. */
    private static final String MAKES_NO_ARCHIVE = "-XX:-AutoCreateSharedArchive";

    private final Path directory;
    private final Ring ring;
    private final List<EngineNode> nodes = new ArrayList<>();
    private final Wiring wiring;

    private LocalCluster(Path directory, Ring ring, Wiring wiring) {
        this.directory = directory;
        this.ring = ring;
        this.wiring = wiring;
    }

    /**
     * What is to be started.
     *
     * @param directory new or empty; holds everything that is written
     * @param nodes engine nodes; 1 with an embedded journal
     * @param cassandraNodes 0: an embedded journal
     * @param wiring what the nodes are told above what the cluster needs
     */
    public record Plan(Path directory, int nodes, int cassandraNodes, Wiring wiring) {}

    /** Starts everything and waits until all nodes serve. @param progress told in words what goes on */
    public static LocalCluster start(Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(plan.directory()).toAbsolutePath();
        Ring ring = null;
        if (plan.cassandraNodes() > 0) {
            progress.accept("starting " + plan.cassandraNodes() + " node(s) of Cassandra");
            ring = RingOptions.of(plan.cassandraNodes()).start(directory);
        }
        LocalCluster cluster = new LocalCluster(directory, ring, plan.wiring());
        boolean started = false;
        try {
            cluster.startNodes(plan.nodes(), progress);
            started = true;
            return cluster;
        } finally {
            if (!started) {
                cluster.close();
            }
        }
    }

    private void startNodes(int count, Consumer<String> progress) throws IOException, InterruptedException {
        List<NodePorts> ports = NodePorts.free(count);
        for (int i = 0; i < count; i++) {
            ports.set(i, ports.get(i).on(wiring.host(i)));
            nodes.add(new EngineNode(directory.resolve("node-" + (i + 1)), ports.get(i), wiring.within(i),
                    wiring::flags));
        }
        for (int i = 0; i < count; i++) {
            write(nodes.get(i), wiring.settings(i, new Wiring.Places(ports, contactPoints())));
        }
        if (ring != null) {
            progress.accept("making keyspace and tables on " + String.join(", ", contactPoints()));
            makeSchema();
        }
        // The first of the seeds is the cluster; the others join it as soon as it is there.
        for (EngineNode node : nodes) {
            progress.accept("starting a node on " + node.address() + ", health on port " + node.ports().health());
            node.start();
        }
        for (EngineNode node : nodes) {
            node.awaitReady(MOST_STARTING);
        }
    }

    private List<String> contactPoints() {
        return ring == null ? List.of() : ring.contactPoints();
    }

    private void write(EngineNode node, String more) throws IOException {
        Files.createDirectories(node.data());
        Files.writeString(node.configuration(), String.format(Locale.ROOT, """
                breakwater {
                  data-directory = %s
                  gateway.port = %d
                  cluster.health.port = %d
                }
                %s%s
                """, quoted(node.data().toString()), node.ports().gateway(), node.ports().health(),
                ring == null ? "" : clustered(node), more));
    }

    private String clustered(EngineNode node) {
        String seeds = nodes.stream().limit(MOST_SEEDS)
                .map(seed -> quoted(seed.ports().host() + ":" + seed.ports().cluster()))
                .collect(Collectors.joining(", "));
        String contacts = contactPoints().stream().map(LocalCluster::quoted).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, """
                breakwater {
                  journal.kind = cassandra
                  journal.cassandra {
                    contact-points = [%s]
                    local-data-center = %s
                    replication = [%s]
                  }
                  cluster {
                    seeds = [%s]
                    port = %d
                    stale-view = 8 s
                  }
                }
                # Processes that share one machine starve each other: silence says less than it does between machines.
                # That a process has ended is known as soon as anywhere.
                pekko.cluster.failure-detector.acceptable-heartbeat-pause = 2 s
                pekko.cluster.split-brain-resolver.stable-after = 5 s
                """, contacts, ring.dataCenter(),
                quoted(ring.dataCenter() + " = " + Math.min(MOST_SEEDS, ring.nodes().size())), seeds,
                node.ports().cluster());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private void makeSchema() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(EngineProgram.nodeJava());
        line.addAll(List.of(MAKES_NO_ARCHIVE, EngineNode.QUICK, "-cp", EngineProgram.classPath(),
                "io.breakwater.app.CassandraTool", "schema", "--apply",
                "--config", nodes.getFirst().configuration().toString()));
        Path log = directory.resolve("schema.log");
        int code = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (code != 0) {
            throw new NodeFault("the tables could not be made:\n" + Files.readString(log));
        }
    }

    public List<EngineNode> nodes() {
        return nodes;
    }

    /** Null with an embedded journal. */
    public Ring cassandra() {
        return ring;
    }

    public Path directory() {
        return directory;
    }

    /** Ends all processes: the nodes at once, Cassandra in good order. */
    @Override
    public void close() {
        for (EngineNode node : nodes) {
            if (node.isAlive()) {
                end(node);
            }
        }
        if (ring != null) {
            ring.close();
        }
    }

    private static void end(EngineNode node) {
        try {
            node.kill();
        } catch (InterruptedException e) {
            throw new NodeFault("a node could not be ended: " + e);
        }
    }
}
