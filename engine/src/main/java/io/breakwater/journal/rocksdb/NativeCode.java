package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreDenied;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDB;

/** RocksDB's own code. Java unpacks it into the directory for temporary files, and loads it from there. */
final class NativeCode {

    private NativeCode() {}

    /** @throws StoreDenied where it cannot be unpacked or loaded: no room, or a file system that executes nothing */
    static void load(Path store) {
        try {
            RocksDB.loadLibrary();
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            Throwable why = Optional.ofNullable(e.getCause()).orElse(e);
            String into = System.getProperty("java.io.tmpdir");
            throw new StoreDenied(store,
                    "RocksDB's library cannot be unpacked into " + into + " and loaded: " + why,
                    "make room there and let what is there be executed, or name another directory"
                            + " (JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR)", e);
        }
    }
}
