package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreStopped;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;

/** Keeps the store open while it is read: reading a closed native database ends the process. */
final class ReadGate {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean shutting;

    @FunctionalInterface
    interface Read<T> {
        T read() throws RocksDBException;
    }

    /** @throws StoreStopped when the store is closed */
    <T> T reading(Read<T> read) throws RocksDBException {
        lock.readLock().lock();
        try {
            checkOpen();
            return read.read();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Long reads ask this between rows, so that closing does not wait for their end. */
    void checkOpen() {
        if (shutting) {
            throw new StoreStopped("The store is closed");
        }
    }

    /** Waits for the reads under way; none begins afterwards. */
    void shut() {
        shutting = true;
        lock.writeLock().lock();
        lock.writeLock().unlock();
    }
}
