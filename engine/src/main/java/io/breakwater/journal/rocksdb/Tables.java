package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoreDenied;
import io.breakwater.journal.StoreInUse;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.StoreStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.AbstractEventListener;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** The open database and its three tables. Whoever reads passes the {@link ReadGate}: none reads a closed one. */
final class Tables implements AutoCloseable {

    private static final byte[] FORMAT_KEY = ascii("format");
    private static final String FORMAT_NAME = "breakwater-store-";
    private static final int FORMAT_VERSION = 1;
    private static final byte[] FORMAT = ascii(FORMAT_NAME + FORMAT_VERSION);

    private final Path directory;
    private final StoreOptions options;
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final ReadGate gate = new ReadGate();
    private final RocksDB db;

    private Tables(StorePaths paths, StoreOptions options, Opening opening) {
        this.directory = paths.directory();
        this.options = options;
        try {
            this.db = opening.open(paths.files().toString(), families(options), handles);
        } catch (RocksDBException e) {
            options.close();
            throw refusal(e);
        }
    }

    @FunctionalInterface
    private interface Opening {
        RocksDB open(String path, List<ColumnFamilyDescriptor> families, List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }

    /** Opens for writing; creates the store when there is none. */
    static Tables open(StorePaths paths, FileSizes sizes, List<AbstractEventListener> listeners) {
        createDirectories(paths.files());
        NativeCode.load(paths.directory());
        StoreOptions options = new StoreOptions(sizes);
        DBOptions database = options.database(listeners);
        Tables tables = new Tables(paths, options, (path, families, handles) ->
                RocksDB.open(database, path, families, handles));
        return tables.checked(true);
    }

    /** Opens without changing anything; sees what was stored when it was opened. */
    static Tables openReadOnly(StorePaths paths, FileSizes sizes) {
        NativeCode.load(paths.directory());
        StoreOptions options = new StoreOptions(sizes);
        DBOptions database = options.database(List.of())
                .setCreateIfMissing(false).setCreateMissingColumnFamilies(false);
        Tables tables = new Tables(paths, options, (path, families, handles) ->
                RocksDB.openReadOnly(database, path, families, handles));
        return tables.checked(false);
    }

    private static List<ColumnFamilyDescriptor> families(StoreOptions options) {
        return List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.names()),
                new ColumnFamilyDescriptor(ascii("logs"), options.logs()),
                new ColumnFamilyDescriptor(ascii("names"), options.names()),
                new ColumnFamilyDescriptor(ascii("snapshots"), options.snapshots()));
    }

    private Tables checked(boolean markNew) {
        try {
            checkFormat(markNew);
            checkFiles();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void checkFormat(boolean markNew) {
        try {
            byte[] format = db.get(FORMAT_KEY);
            if (format == null && markNew) {
                db.put(FORMAT_KEY, FORMAT);
            } else if (!Arrays.equals(format, FORMAT)) {
                String found = format == null ? "none" : new String(format, StandardCharsets.US_ASCII);
                if (isLater(found)) {
                    throw new StoreNewer("The store in " + directory, "its format is " + found);
                }
                throw new StoreDamaged(directory, "format", "its format is " + found + ", this program reads "
                        + new String(FORMAT, StandardCharsets.US_ASCII), null);
            }
        } catch (RocksDBException e) {
            throw refusal(e);
        }
    }

    /** The same name with a higher number. */
    private static boolean isLater(String format) {
        return format.matches(FORMAT_NAME + "[1-9][0-9]{0,8}")
                && Integer.parseInt(format.substring(FORMAT_NAME.length())) > FORMAT_VERSION;
    }

    // RocksDB opens files of rows when it first reads them; a missing one is to be noticed before anything is decided.
    // A file that a merge in the background has just replaced is gone too, but then it is no longer live.
    private void checkFiles() {
        try {
            List<String> missing = new ArrayList<>(db.getLiveFiles(false).files);
            missing.removeIf(name -> Files.exists(Path.of(db.getName() + name)));
            if (!missing.isEmpty()) {
                missing.retainAll(db.getLiveFiles(false).files);
            }
            if (!missing.isEmpty()) {
                throw new StoreDamaged(directory, db.getName() + missing.getFirst(), "the file is missing", null);
            }
        } catch (RocksDBException e) {
            throw refusal(e);
        }
    }

    RocksDB db() {
        return db;
    }

    StoreOptions options() {
        return options;
    }

    ReadGate gate() {
        return gate;
    }

    Path directory() {
        return directory;
    }

    ColumnFamilyHandle logs() {
        return handles.get(1);
    }

    ColumnFamilyHandle names() {
        return handles.get(2);
    }

    ColumnFamilyHandle snapshots() {
        return handles.get(3);
    }

    /** Writes all rows anew, also large ones, whose files are otherwise kept until none of their rows is left. */
    void compactLogs() {
        MutableColumnFamilyOptions collecting = MutableColumnFamilyOptions.builder()
                .setEnableBlobGarbageCollection(true).setBlobGarbageCollectionAgeCutoff(1.0).build();
        MutableColumnFamilyOptions kept =
                MutableColumnFamilyOptions.builder().setEnableBlobGarbageCollection(false).build();
        try (CompactRangeOptions all = new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            gate.reading(() -> {
                db.setOptions(logs(), collecting);
                db.compactRange(logs(), null, null, all);
                db.setOptions(logs(), kept);
                return null;
            });
        } catch (RocksDBException e) {
            throw refusal(e);
        }
    }

    /** What {@code cause} means for whoever opened or read the store. */
    RuntimeException refusal(RocksDBException cause) {
        Status status = cause.getStatus();
        String message = String.valueOf(cause.getMessage());
        if (message.contains("lock ") && message.contains("LOCK")) {
            return new StoreInUse("The files in " + directory + " are locked by another process: " + message);
        }
        Optional<StoreDenied> denied = Denial.of(directory, cause);
        if (denied.isPresent()) {
            return denied.get();
        }
        if (status != null && isDamage(status.getCode())) {
            return new StoreDamaged(directory, cause);
        }
        return new StoreStopped("The store in " + directory + " cannot be read: " + message, cause);
    }

    /** What {@code cause} means for whoever read one row of it. */
    RuntimeException refusal(RowPlace place, String what, RocksDBException cause) {
        return Denial.of(directory, cause).<RuntimeException>map(denied -> denied)
                .orElseGet(() -> new RowDamaged(directory, place, what + cause.getMessage(), cause));
    }

    // A file that the manifest names and the directory lacks comes as IOError or NotFound, a changed one as Corruption.
    private static boolean isDamage(Status.Code code) {
        return code == Status.Code.Corruption || code == Status.Code.NotFound || code == Status.Code.IOError
                || code == Status.Code.InvalidArgument;
    }

    @Override
    public void close() {
        gate.shut();
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        options.close();
    }

    private static void createDirectories(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + path + ": " + e, e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
