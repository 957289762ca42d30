package io.breakwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is removed with all its contents when closed. Children have numbered names. */
public final class WorkDirectory implements AutoCloseable {

    private final Path path;
    private int children;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    public static WorkDirectory below(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new WorkDirectory(Files.createTempDirectory(parent, "breakwater-bench-"));
    }

    /** A fresh one inside; close it early to give its bytes back. */
    public WorkDirectory child() throws IOException {
        return new WorkDirectory(Files.createDirectory(path.resolve(Integer.toString(++children))));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        for (Path each : contents()) {
            Files.deleteIfExists(each);
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
