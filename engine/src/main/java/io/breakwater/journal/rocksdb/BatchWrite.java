package io.breakwater.journal.rocksdb;

import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The one call that makes a batch durable: a seam, so that tests can let it fail or leave the sync out. */
@FunctionalInterface
interface BatchWrite {

    void write(RocksDB db, WriteBatch batch) throws RocksDBException;

    /** What every store outside tests uses. */
    static BatchWrite synced() {
        return (db, batch) -> {
            try (WriteOptions options = new WriteOptions().setSync(true)) {
                db.write(options, batch);
            }
        };
    }
}
