package io.breakwater.bench.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A database of one table with the options that make the store's logs fast: values apart from keys, no compression, no
 * levels, the same memory. What the store sets for safety alone, and its histograms, are left out.
 */
final class RawDatabase implements AutoCloseable {

    private static final byte[] LOGS = {'l', 'o', 'g', 's'};

    private final Statistics statistics = new Statistics();
    private final ColumnFamilyOptions table = new ColumnFamilyOptions()
            .setWriteBufferSize(64 << 20)
            .setMaxWriteBufferNumber(4)
            .setCompactionStyle(CompactionStyle.UNIVERSAL)
            .setEnableBlobFiles(true)
            .setMinBlobSize(512)
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setBlobCompressionType(CompressionType.NO_COMPRESSION);
    private final DBOptions options = new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setStatistics(statistics)
            .setMaxTotalWalSize(512 << 20)
            .setMaxBackgroundJobs(2)
            .setBytesPerSync(1 << 20);
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final RocksDB db;

    private RawDatabase(Path directory) throws RocksDBException {
        this.db = RocksDB.open(options, directory.toString(), List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
                new ColumnFamilyDescriptor(LOGS, table)), handles);
    }

    static RawDatabase open(Path directory) throws RocksDBException {
        RocksDB.loadLibrary();
        return new RawDatabase(directory);
    }

    ColumnFamilyHandle logs() {
        return handles.get(1);
    }

    void write(WriteOptions how, WriteBatch batch) throws RocksDBException {
        db.write(how, batch);
    }

    long syncs() {
        return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
    }

    @Override
    public void close() {
        handles.forEach(ColumnFamilyHandle::close);
        db.close();
        options.close();
        table.close();
        statistics.close();
    }
}
