package io.breakwater.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a demonstration keeps the node's data and log.
 *
 * @param owned made for this demonstration alone, and removed when it is closed
 */
record DemoDirectory(Path root, boolean owned) implements AutoCloseable {

    /** The caller's directory, or a new one beneath {@code .breakwater} in the working directory. */
    static DemoDirectory of(Path chosen) throws IOException {
        if (chosen != null) {
            return new DemoDirectory(Files.createDirectories(chosen).toAbsolutePath(), false);
        }
        Path parent = Files.createDirectories(Path.of(".breakwater")).toAbsolutePath();
        return new DemoDirectory(Files.createTempDirectory(parent, "demo-"), true);
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("node.log");
    }

    @Override
    public void close() throws IOException {
        if (owned) {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(root)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
