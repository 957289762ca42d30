package io.breakwater.journal.rocksdb;

import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Rows, and ways of appending them that a test can wait for. */
public final class Rows {

    private Rows() {
    }

    public static StoredRow row(String log, long number, byte[] payload) {
        return StoredRow.raw(new RowPlace(log, number), payload);
    }

    /** Bytes that depend on log and number only and do not compress. */
    public static byte[] bytes(String log, long number, int size) {
        byte[] bytes = new byte[size];
        new Random(31L * log.hashCode() + number).nextBytes(bytes);
        return bytes;
    }

    public static CompletableFuture<Long> append(LogStore store, String log, long number, byte[] payload) {
        return append(store, List.of(row(log, number, payload)));
    }

    public static CompletableFuture<Long> append(LogStore store, List<StoredRow> rows) {
        Answer answer = new Answer();
        store.append(rows, answer);
        return answer.future;
    }

    /** Appends {@code count} rows of {@code size} bytes to {@code log}, one a batch or several, and waits for all. */
    public static void fill(LogStore store, String log, int count, int size) {
        long first = store.logs().highest(log) + 1;
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            answers.add(append(store, log, number, bytes(log, number, size)));
        }
        answers.forEach(Rows::await);
    }

    public static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Highest number as the writer knows it. */
    public static long highest(LogStore store, String log) {
        Answer answer = new Answer();
        store.readHighest(log, answer);
        return await(answer.future);
    }

    static final class Answer implements Settlement {

        final CompletableFuture<Long> future = new CompletableFuture<>();

        @Override
        public void done(long highest) {
            future.complete(highest);
        }

        @Override
        public void refused(RuntimeException reason) {
            future.completeExceptionally(reason);
        }
    }
}
