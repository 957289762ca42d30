package io.breakwater.ops.cluster;

import io.breakwater.ops.NodeFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Several data centers on this machine, named a, b, c…, each a cluster with a journal of its own, linked to all the
 * others through a relay that can cut them apart.
 */
public final class DataCenters implements AutoCloseable {
    private final Path directory;
    private final Routes routes;
    private final List<LocalCluster> clusters = new ArrayList<>();
    private RelayProcess relay;

    /**
     * What is to be started.
     *
     * @param directory new or empty; holds everything that is written
     * @param count 2 to 5
     * @param nodes engine nodes of each
     * @param cassandraNodes of each; 0: the one node of each has an embedded journal
     */
    public record Plan(Path directory, int count, int nodes, int cassandraNodes) {}

    private DataCenters(Plan plan) throws IOException {
        this.directory = Files.createDirectories(plan.directory()).toAbsolutePath();
        this.routes = Routes.free(plan.count(), plan.nodes());
    }

    /** Starts the relay and all clusters and waits until all serve. @param progress told in words what goes on */
    public static DataCenters start(Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
        DataCenters all = new DataCenters(plan);
        boolean started = false;
        try {
            all.relay = RelayProcess.start(all.directory, all.routes);
            all.startClusters(plan, progress);
            all.relay.await();
            started = true;
            return all;
        } finally {
            if (!started) {
                all.close();
            }
        }
    }

    /** Embedded journals start together; one Cassandra after the other, since a machine has enough to do with one. */
    private void startClusters(Plan plan, Consumer<String> progress) throws InterruptedException {
        String failure = null;
        try (ExecutorService starting = Executors.newFixedThreadPool(plan.cassandraNodes() == 0 ? plan.count() : 1)) {
            List<Future<LocalCluster>> begun = new ArrayList<>();
            for (int i = 0; i < plan.count(); i++) {
                String id = Routes.id(i);
                LocalCluster.Plan one = new LocalCluster.Plan(directory.resolve("data-center-" + id), plan.nodes(),
                        plan.cassandraNodes(), routes.wiring(i));
                begun.add(starting.submit(() -> LocalCluster.start(one, line -> progress.accept(id + ": " + line))));
            }
            for (Future<LocalCluster> each : begun) {
                try {
                    clusters.add(each.get());
                } catch (ExecutionException e) {
                    failure = failure == null ? e.getCause().getMessage() : failure;
                    starting.shutdownNow();
                }
            }
        }
        if (failure != null) {
            throw new NodeFault(failure);
        }
    }

    /** In the order of the data centers. */
    public List<LocalCluster> clusters() {
        return clusters;
    }

    /** The first node of each, in the order of the data centers. */
    public List<EngineNode> nodes() {
        return clusters.stream().map(cluster -> cluster.nodes().getFirst()).toList();
    }

    /** Where the relay is told what to cut. */
    public RelayControl relay() {
        return relay.control();
    }

    /** The processes, to be found again by whoever comes later. */
    RunningProcesses processes() {
        List<RunningProcesses.Entry> entries = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            entries.addAll(RunningProcesses.of(directory, clusters.get(i), Routes.id(i)).entries());
        }
        entries.add(relay.entry());
        return new RunningProcesses(entries);
    }

    /** Ends all processes at once. */
    @Override
    public void close() {
        clusters.forEach(LocalCluster::close);
        if (relay != null) {
            relay.close();
        }
    }
}
