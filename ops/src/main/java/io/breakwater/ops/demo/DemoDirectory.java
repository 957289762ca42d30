package io.breakwater.ops.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a demonstration keeps the node's data and log, and which processes work there. Closed at the end, and by a
 * shutdown hook when the demonstration is interrupted: then the processes are killed first, and a directory that was
 * made for this demonstration alone is removed. Where nobody can close it any more a {@link Warden} does the same.
 * Closing it twice changes nothing.
 */
final class DemoDirectory implements AutoCloseable {
    private final Path root;
    private final boolean owned;
    private final List<Runnable> ends = new ArrayList<>();
    private final Process warden;

    private DemoDirectory(Path root, boolean owned) throws IOException {
        this.root = root;
        this.owned = owned;
        this.warden = Warden.start(owned ? Optional.of(root) : Optional.empty());
    }

    /** The caller's directory, or a new one beneath {@code .breakwater} in the working directory. */
    static DemoDirectory of(Path chosen) throws IOException {
        DemoDirectory directory = chosen != null
                ? new DemoDirectory(Files.createDirectories(chosen).toAbsolutePath(), false)
                : new DemoDirectory(Files.createTempDirectory(
                        Files.createDirectories(Path.of(".breakwater")).toAbsolutePath(), "demo-"), true);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(directory::close));
        return directory;
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("node.log");
    }

    /** A process that works here and must not outlive the demonstration. */
    void adopt(Process process) {
        adopt(() -> process.destroyForcibly().onExit().join());
    }

    /** What ends processes that work here. */
    synchronized void adopt(Runnable end) {
        ends.add(end);
    }

    @Override
    public synchronized void close() {
        ends.forEach(Runnable::run);
        ends.clear();
        if (owned) {
            remove(root);
        }
        warden.destroyForcibly();
    }

    /** Where it is there. */
    static void remove(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demonstration's directory cannot be removed: " + root, e);
        }
    }
}
