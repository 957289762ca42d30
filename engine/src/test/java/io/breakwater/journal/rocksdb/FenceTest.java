package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.journal.BlockExists;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.StoredRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is the fence: a number is written once, whoever comes second stores nothing. */
class FenceTest {

    @TempDir
    Path directory;

    private EmbeddedStore open() {
        return EmbeddedStore.open(StoreConfigs.settings(directory));
    }

    private static BlockExists refusal(CompletableFuture<Long> append) {
        return (BlockExists) catchThrowableOfType(CompletionException.class, () -> Rows.await(append)).getCause();
    }

    @Test
    void refusesANumberThatTheLogHolds() {
        try (EmbeddedStore store = open()) {
            Rows.fill(store, "lane", 3, 10);
            BlockExists refused = refusal(Rows.append(store, "lane", 3, new byte[] {9}));
            assertThat(refused.persistenceId()).isEqualTo("lane");
            assertThat(refused.sequenceNr()).isEqualTo(3);
            assertThat(refused.highest()).isEqualTo(3);
            assertThat(refused.code()).isEqualTo("BLOCK_EXISTS");
            assertThat(store.logs().rows("lane", RowRange.only(3)).getFirst().bytes())
                    .isEqualTo(Rows.bytes("lane", 3, 10));
        }
    }

    @Test
    void refusesItAfterOpeningAgain() {
        try (EmbeddedStore store = open()) {
            Rows.fill(store, "lane", 3, 10);
        }
        try (EmbeddedStore store = open()) {
            assertThat(refusal(Rows.append(store, "lane", 2, new byte[1])).highest()).isEqualTo(3);
            assertThat(Rows.await(Rows.append(store, "lane", 4, new byte[1]))).isEqualTo(4);
        }
    }

    @Test
    void refusesTheSecondOfTwoInOneBatch() throws InterruptedException {
        CountDownLatch firstWrite = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BatchWrite held = (db, batch) -> {
            firstWrite.countDown();
            awaitUninterruptibly(go);
            BatchWrite.synced().write(db, batch);
        };
        try (EmbeddedStore store = EmbeddedStore.open(StoreConfigs.settings(directory),
                new EmbeddedStore.Opening(held, SyncTrace.NONE, List.of()))) {
            CompletableFuture<Long> first = Rows.append(store, "other", 1, new byte[1]);
            firstWrite.await();
            CompletableFuture<Long> winner = Rows.append(store, "lane", 1, new byte[] {1});
            CompletableFuture<Long> loser = Rows.append(store, "lane", 1, new byte[] {2});
            CompletableFuture<Long> next = Rows.append(store, "lane", 2, new byte[] {3});
            go.countDown();
            Rows.await(first);
            assertThat(Rows.await(winner)).isEqualTo(1);
            assertThat(refusal(loser).highest()).isEqualTo(1);
            assertThat(Rows.await(next)).isEqualTo(2);
            assertThat(store.written().batches()).isEqualTo(2);
            assertThat(store.logs().rows("lane", RowRange.only(1)).getFirst().bytes()).containsExactly(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void storesNothingOfAnAppendWhoseFirstNumberExists() {
        try (EmbeddedStore store = open()) {
            Rows.fill(store, "lane", 3, 10);
            List<StoredRow> rows = List.of(Rows.row("lane", 3, new byte[1]), Rows.row("lane", 4, new byte[1]));
            refusal(Rows.append(store, rows));
            assertThat(store.logs().highest("lane")).isEqualTo(3);
        }
    }

    /** Two incarnations of one lane append side by side; exactly one of them stores each number. */
    @Test
    void letsExactlyOneOfManyWritersHaveANumber() throws InterruptedException {
        try (EmbeddedStore store = open()) {
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte writer = (byte) i;
                writers.add(Thread.ofPlatform().start(() -> {
                    for (long number = 1; number <= 100; number++) {
                        CompletableFuture<Long> answer = Rows.append(store, "lane", number, new byte[] {writer});
                        synchronized (answers) {
                            answers.add(answer);
                        }
                    }
                }));
            }
            for (Thread writer : writers) {
                assertThat(writer.join(Duration.ofSeconds(60))).isTrue();
            }
            long stored = answers.stream().filter(answer -> answer.handle((ok, no) -> no == null)
                    .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join()).count();
            assertThat(stored).isEqualTo(store.logs().rows("lane", RowRange.all()).size());
            assertThat(store.logs().highest("lane")).isEqualTo(100);
        }
    }

    @Test
    void keepsTheFenceWhenHeadsAreForgotten() {
        StoreSettings settings = StoreConfigs.settings(directory, "logs-cached = 1");
        try (EmbeddedStore store = EmbeddedStore.open(settings)) {
            for (int round = 0; round < 3; round++) {
                for (String log : List.of("a", "b", "c")) {
                    Rows.fill(store, log, 2, 10);
                }
            }
            assertThat(refusal(Rows.append(store, "a", 6, new byte[1])).highest()).isEqualTo(6);
            assertThat(store.logs().persistenceIds()).containsExactly("a", "b", "c");
            assertThat(Rows.highest(store, "c")).isEqualTo(6);
        }
    }

    @Test
    void refusesRowsThatAreNotOneLogsInOrder() {
        try (EmbeddedStore store = open()) {
            assertThatThrownBy(() -> Rows.append(store, List.of())).isInstanceOf(RowRefused.class);
            assertThatThrownBy(() -> Rows.append(store, "lane", 0, new byte[1])).isInstanceOf(RowRefused.class);
            assertThatThrownBy(() -> Rows.append(store, "", 1, new byte[1])).isInstanceOf(RowRefused.class);
            assertThatThrownBy(() -> Rows.append(store, "x".repeat(1025), 1, new byte[1]))
                    .isInstanceOf(RowRefused.class);
            assertThatThrownBy(() -> Rows.append(store,
                    List.of(Rows.row("a", 1, new byte[1]), Rows.row("b", 2, new byte[1]))))
                    .isInstanceOf(RowRefused.class);
            assertThatThrownBy(() -> Rows.append(store,
                    List.of(Rows.row("a", 2, new byte[1]), Rows.row("a", 2, new byte[1]))))
                    .isInstanceOf(RowRefused.class);
            assertThat(store.logs().persistenceIds()).isEmpty();
        }
    }
}
