package io.breakwater.bench.recover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads the rows of all logs of a store at rest, bytes and nothing else: no checksum of ours, no decoding, no fold. */
final class RawScan {

    private static final String LOGS = "logs";

    private RawScan() {}

    /** @return time for all rows, without opening the store */
    static long nanos(Path files) throws IOException {
        RocksDB.loadLibrary();
        List<ColumnFamilyHandle> tables = new ArrayList<>();
        try (Options names = new Options(); DBOptions options = new DBOptions()) {
            List<ColumnFamilyDescriptor> families = RocksDB.listColumnFamilies(names, files.toString()).stream()
                    .map(ColumnFamilyDescriptor::new).toList();
            try (RocksDB db = RocksDB.openReadOnly(options, files.toString(), families, tables)) {
                for (ColumnFamilyHandle table : tables) {
                    if (LOGS.equals(new String(table.getName(), StandardCharsets.US_ASCII))) {
                        return nanos(db, table);
                    }
                }
            } finally {
                tables.forEach(ColumnFamilyHandle::close);
            }
        } catch (RocksDBException e) {
            throw new IOException("cannot scan " + files, e);
        }
        throw new IOException(files + " has no logs");
    }

    private static long nanos(RocksDB db, ColumnFamilyHandle logs) throws RocksDBException, IOException {
        long begun = System.nanoTime();
        long bytes = 0;
        try (ReadOptions options = new ReadOptions().setFillCache(false);
                RocksIterator rows = db.newIterator(logs, options)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                bytes += rows.key().length + rows.value().length;
            }
            rows.status();
        }
        if (bytes == 0) {
            throw new IOException("the logs are empty");
        }
        return System.nanoTime() - begun;
    }
}
