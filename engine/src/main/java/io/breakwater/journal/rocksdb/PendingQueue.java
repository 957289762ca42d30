package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreBusy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue in front of the writer. Many threads offer, one takes. */
final class PendingQueue {

    private final WriteBounds bounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private RuntimeException closed;

    PendingQueue(WriteBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * @throws StoreBusy when the queue is full
     * @throws RuntimeException the reason with which the queue was closed
     */
    void offer(Pending pending) {
        lock.lock();
        try {
            if (closed != null) {
                throw closed;
            }
            if (!hasRoomFor(pending)) {
                throw full();
            }
            waiting.add(pending);
            waitingBytes += pending.size();
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Pending pending) {
        return waiting.size() < bounds.maxQueuedAppends()
                && waitingBytes + pending.size() <= bounds.maxQueuedBytes();
    }

    private StoreBusy full() {
        return new StoreBusy("The journal's queue is full: " + waiting.size() + " appends of "
                + bounds.maxQueuedAppends() + ", " + waitingBytes + " bytes of " + bounds.maxQueuedBytes()
                + " are waiting for the disk");
    }

    /**
     * Waits for work, at most {@code idleNanos}, and moves one batch of it to {@code batch}, which stays empty when
     * none came.
     *
     * @return false once closed and empty
     */
    boolean take(List<Pending> batch, long idleNanos) throws InterruptedException {
        lock.lock();
        try {
            if (waiting.isEmpty() && closed == null) {
                filled.awaitNanos(idleNanos);
            }
            moveTo(batch);
            return !batch.isEmpty() || closed == null;
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(List<Pending> batch) {
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() < bounds.maxBatchAppends()) {
            long size = waiting.peek().size();
            if (!batch.isEmpty() && bytes + size > bounds.maxBatchBytes()) {
                return;
            }
            bytes += size;
            waitingBytes -= size;
            batch.add(waiting.poll());
        }
    }

    /** Takes nothing more; what waits is still handed out. */
    void close(RuntimeException reason) {
        lock.lock();
        try {
            closed = closed == null ? reason : closed;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What still waits, handed out at once. */
    List<Pending> drain() {
        lock.lock();
        try {
            List<Pending> rest = new ArrayList<>(waiting);
            waiting.clear();
            waitingBytes = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }
}
