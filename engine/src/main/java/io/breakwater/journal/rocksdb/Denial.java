package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreDenied;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * What the machine refuses, told from what files hold: RocksDB calls both an IO error, and only damage is mended by a
 * backup.
 */
final class Denial {

    private static final String ROOM =
            "make room on its disk, for what the write-ahead log holds (the *.log in it) once more, and for what comes";
    private static final String RIGHTS = "let the user that the node runs as write there";

    /** By what the operating system calls it. */
    private static final Map<String, String> REMEDIES = Map.of(
            "No space left on device", ROOM,
            "Disk quota exceeded", ROOM,
            "File too large", "raise the limit of a file's size (ulimit -f)",
            "Too many open files", "raise the limit of open files (ulimit -n), to twice "
                    + StoreSettings.PATH + ".max-open-files or more",
            "Cannot allocate memory", "give the machine memory",
            "Permission denied", RIGHTS,
            "Operation not permitted", RIGHTS,
            "Read-only file system", "mount its file system writable; where the kernel has made it so, look at the disk"
                    + " first");

    private Denial() {}

    /** The refusal where the machine is what refuses; empty where the files may be what is wrong. */
    static Optional<StoreDenied> of(Path directory, RocksDBException cause) {
        String message = String.valueOf(cause.getMessage());
        Status status = cause.getStatus();
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
            return Optional.of(new StoreDenied(directory, message, ROOM, cause));
        }
        return named(directory, message, cause);
    }

    /** The same of what Java says. */
    static Optional<StoreDenied> of(Path directory, IOException cause) {
        // An exception for lack of permission names it in its type alone.
        return named(directory, cause instanceof AccessDeniedException ? cause.getMessage() + ": Permission denied"
                : cause.getMessage(), cause);
    }

    private static Optional<StoreDenied> named(Path directory, String message, Exception cause) {
        return REMEDIES.entrySet().stream().filter(known -> String.valueOf(message).contains(known.getKey()))
                .findFirst().map(known -> new StoreDenied(directory, message, known.getValue(), cause));
    }
}
