package io.breakwater.journal.rocksdb;

import java.nio.file.Path;

/** Names inside a store's directory, which a backup uses as well. */
public record StorePaths(Path directory) {

    /** RocksDB's own files and nothing else. */
    public Path files() {
        return directory.resolve("rocks");
    }

    /** Whose process holds the directory. */
    public Path lock() {
        return directory.resolve("breakwater.lock");
    }

    /** Where a consistent cut stands until it has been copied away. */
    public Path cut(String name) {
        return directory.resolve("cut-" + name);
    }
}
