package io.breakwater.journal.rocksdb;

import java.nio.file.Path;

/**
 * A store read as it was when it was opened, for audit, backup and tools; changes nothing and takes no lock. Of a
 * running store, read a backup or a cut instead: its files may be removed while they are read here.
 */
public final class ReadOnlyStore implements AutoCloseable {

    private static final FileSizes SIZES = new FileSizes(4 << 20, 2, 64 << 20, 32 << 20, 1024, 0);
    private static final ReadBounds READS = new ReadBounds(Integer.MAX_VALUE, 1 << 30, 1, 1);

    private final Tables tables;

    private ReadOnlyStore(Tables tables) {
        this.tables = tables;
    }

    /**
     * @param directory as in {@link StoreSettings#directory()}
     * @throws io.breakwater.journal.StoreDamaged when there is no store, or its files are not what was written
     */
    public static ReadOnlyStore open(Path directory) {
        return new ReadOnlyStore(Tables.openReadOnly(new StorePaths(directory), SIZES));
    }

    public LogReader logs() {
        return new LogReader(tables);
    }

    public SnapshotTable snapshots() {
        return new SnapshotTable(tables, READS);
    }

    @Override
    public void close() {
        tables.close();
    }
}
