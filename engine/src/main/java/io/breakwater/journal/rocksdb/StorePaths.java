package io.breakwater.journal.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Names inside a store's directory, which a backup uses as well. */
public record StorePaths(Path directory) {

    private static final String CUT = "cut-";

    /** RocksDB's own files and nothing else. */
    public Path files() {
        return directory.resolve("rocks");
    }

    /** Whose process holds the directory. */
    public Path lock() {
        return directory.resolve("breakwater.lock");
    }

    /** Where a consistent cut stands until it has been copied away. */
    StorePaths cut(long number) {
        return new StorePaths(directory.resolve(CUT + number));
    }

    /** Deletes cuts that a crash has left. */
    void deleteCuts() {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(CUT)).toList()
                    .forEach(entry -> new StorePaths(entry).delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory with everything in it: only for cuts and for what a failed restore has begun. */
    public void delete() {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory + ": " + e, e);
        }
    }
}
