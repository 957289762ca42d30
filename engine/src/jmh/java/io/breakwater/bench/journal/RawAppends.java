package io.breakwater.bench.journal;

import io.breakwater.bench.WorkDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The same bytes to RocksDB with the store's options for logs, and nothing else: no fence, checksum or queue. */
final class RawAppends {

    private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

    private final RawDatabase database;
    private final long deadlineNanos;

    private RawAppends(RawDatabase database, long deadlineNanos) {
        this.database = database;
        this.deadlineNanos = deadlineNanos;
    }

    /** One thread; each batch holds a block of every lane. */
    static Appended inBatches(WorkDirectory directory, Duration time) throws IOException, InterruptedException {
        return run(directory, time, 1, JournalBench.LANES);
    }

    /** A thread a lane; each batch holds one block, and RocksDB shares its syncs. */
    static Appended inThreads(WorkDirectory directory, Duration time) throws IOException, InterruptedException {
        return run(directory, time, JournalBench.LANES, 1);
    }

    private static Appended run(WorkDirectory directory, Duration time, int threads, int blocksABatch)
            throws IOException, InterruptedException {
        try (RawDatabase database = RawDatabase.open(directory.path());
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long begun = System.nanoTime();
            RawAppends appends = new RawAppends(database, begun + time.toNanos());
            List<Callable<Long>> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int firstLane = i * blocksABatch;
                writers.add(() -> appends.write(firstLane, blocksABatch));
            }
            long blocks = sum(pool.invokeAll(writers));
            return new Appended(blocks, database.syncs(), System.nanoTime() - begun);
        } catch (RocksDBException | ExecutionException e) {
            throw new IOException("raw RocksDB failed", e);
        }
    }

    private static long sum(List<Future<Long>> written) throws InterruptedException, ExecutionException {
        long blocks = 0;
        for (Future<Long> each : written) {
            blocks += each.get();
        }
        return blocks;
    }

    private long write(int firstLane, int lanes) throws RocksDBException {
        List<ByteBuffer> blocks = new ArrayList<>();
        for (int lane = firstLane; lane < firstLane + lanes; lane++) {
            blocks.add(ByteBuffer.allocateDirect(JournalBench.BLOCK_BYTES).put(Blocks.ofLane(lane)).flip());
        }
        ByteBuffer key = ByteBuffer.allocateDirect(KEY_BYTES);
        long number = 0;
        try (WriteBatch batch = new WriteBatch(); WriteOptions synced = new WriteOptions().setSync(true)) {
            while (System.nanoTime() < deadlineNanos) {
                number++;
                batch.clear();
                for (int i = 0; i < lanes; i++) {
                    key.clear().putInt(firstLane + i).putLong(number);
                    batch.put(database.logs(), key.flip(), blocks.get(i).rewind());
                }
                database.write(synced, batch);
            }
        }
        return number * lanes;
    }
}
