package io.breakwater.ops.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.breakwater.ops.NodeFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code cluster up} has left running, as noted in the file {@value #FILE} of its directory: one line a process,
 * of kind, address, process id, start, data center and directory.
 */
record RunningProcesses(List<Entry> entries) {
    static final String FILE = "processes";
    /** What stands where nothing is to be said. */
    static final String NONE = "-";
    /** The data center of all where there is one. */
    static final String ONE_DATA_CENTER = NONE;
    private static final int STOP_SECONDS = 60;
    private static final int PARTS = 6;
    /** Of what stands behind a process's name in {@code /proc/PID/stat}, from 0 (proc_pid_stat(5)). */
    private static final int TICKS = 19;

    /**
     * What belongs to a process.
     *
     * @param dataCenter a, b, …; "-" where there is one
     * @param directory below the cluster's; "-" for none
     */
    record Place(String dataCenter, String directory) {}

    /** @param kind node, cassandra or relay */
    record Entry(String kind, String address, long pid, String started, Place place) {
        /** Empty where it has ended, or the id belongs to another process by now. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .filter(handle -> startOf(handle).equals(started));
        }

        boolean isNode() {
            return kind.equals("node");
        }
    }

    /** @param root the directory of all that was started together */
    static RunningProcesses of(Path root, LocalCluster cluster, String dataCenter) {
        Path top = root.toAbsolutePath();
        List<Entry> entries = new ArrayList<>();
        cluster.nodes().forEach(node -> entries.add(entry("node", node.address(), node.pid(),
                new Place(dataCenter, top.relativize(node.directory()).toString()))));
        if (cluster.cassandra() != null) {
            cluster.cassandra().nodes().forEach(node -> entries.add(
                    entry("cassandra", node.contactPoint(), node.pid(), new Place(dataCenter, NONE))));
        }
        return new RunningProcesses(entries);
    }

    static Entry entry(String kind, String address, long pid, Place place) {
        String started = ProcessHandle.of(pid).map(RunningProcesses::startOf).orElse(NONE);
        return new Entry(kind, address, pid, started, place);
    }

    /** In the kernel's ticks since this boot, where it tells them: once the clock was set, the time is another one. */
    private static String startOf(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(handle.pid()), "stat"), ISO_8859_1);
            String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/" + behindName[TICKS];
        } catch (IOException elsewhere) {
            return handle.info().startInstant().map(Instant::toString).orElse(NONE);
        }
    }

    static RunningProcesses read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isReadable(file)) {
            throw new NodeFault("no cluster was started in " + directory + "; start one: breakwater cluster up");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ");
            if (parts.length != PARTS) {
                throw new NodeFault(file + " is not what cluster up wrote: " + line);
            }
            entries.add(new Entry(parts[0], parts[1], Long.parseLong(parts[2]), parts[3],
                    new Place(parts[4], parts[5])));
        }
        return new RunningProcesses(entries);
    }

    void write(Path directory) throws IOException {
        Files.write(directory.resolve(FILE), entries.stream()
                .map(each -> String.join(" ", each.kind(), each.address(), String.valueOf(each.pid()), each.started(),
                        each.place().dataCenter(), each.place().directory()))
                .toList());
    }

    List<Entry> of(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    /** SIGTERM to all of a kind together; SIGKILL where that does not do. Answers how many were running. */
    int end(String kind) throws InterruptedException {
        List<ProcessHandle> running = of(kind).stream().flatMap(entry -> entry.process().stream()).toList();
        end(running);
        return running.size();
    }

    static void end(List<ProcessHandle> running) throws InterruptedException {
        running.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : running) {
            try {
                handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stubborn) {
                handle.destroyForcibly();
            } catch (ExecutionException e) {
                throw new NodeFault("process " + handle.pid() + " cannot be waited for: " + e.getCause());
            }
        }
    }
}
