package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.it.MostlyWaits;
import io.breakwater.it.Relay;
import io.breakwater.journal.BlockExists;
import io.breakwater.journal.LogEnd;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.StoreUnreachable;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.rocksdb.Rows;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must hold whatever Cassandra and the network do: each is checked on the store as it is, and each mutant shows
 * that a check bites. The relay loses questions or answers, so that writes become ambiguous. {@code FrozenTest} does the
 * same on three nodes of which one is down.
 */
@ExtendWith(OneCassandra.class)
@Timeout(300)
@MostlyWaits
@Order(1)
class SafetyTest {

    private static final String PATIENCE = "request-timeout = 3 s, append-patience = 20 s, retry-pause = 20 ms";

    private static CassandraSettings settings;

    @BeforeAll
    static void makeKeyspace() {
        settings = Keyspaces.made(PATIENCE);
    }

    /** How an append ended: acknowledged, or a refusal, or nothing yet. */
    private static Object ended(CompletionStage<Long> append, Duration patience) {
        try {
            return append.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            return "open";
        } catch (java.util.concurrent.ExecutionException refused) {
            return refused.getCause();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static boolean isStored(LogStore store, StoredRow row) {
        return store.logs().rows(row.persistenceId(), RowRange.only(row.sequenceNr())).stream()
                .anyMatch(found -> java.util.Arrays.equals(found.bytes(), row.bytes()));
    }

    private static StoredRow row(String log, long number, String writer) {
        return Rows.row(log, number, (writer + " " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static CompletableFuture<Long> append(LogStore store, StoredRow row) {
        return Rows.append(store, List.of(row));
    }

    /** Two writers offer a block of the same number: at most one is acknowledged, and that one is in the log. */
    static List<String> oneNumberIsAcknowledgedOnce(Mutant mutant, CassandraSettings settings, String log) {
        List<String> wrong = new ArrayList<>();
        try (LogStore one = mutant.open(settings); LogStore other = mutant.open(settings)) {
            for (long number = 1; number <= 20; number++) {
                StoredRow first = row(log, number, "one");
                StoredRow second = row(log, number, "other");
                CompletableFuture<Long> firstEnd = append(one, first);
                CompletableFuture<Long> secondEnd = append(other, second);
                boolean firstDone = ended(firstEnd, Duration.ofSeconds(20)) instanceof Long;
                boolean secondDone = ended(secondEnd, Duration.ofSeconds(20)) instanceof Long;
                if (firstDone && secondDone) {
                    wrong.add("two writers were told that block " + number + " is theirs");
                } else if (firstDone != isStored(one, first) || secondDone != isStored(one, second)) {
                    wrong.add("block " + number + " is not the one that was acknowledged");
                }
            }
        }
        return wrong;
    }

    /** What is acknowledged while no question reaches Cassandra is in the log. */
    private static List<String> whatIsAcknowledgedIsStored(Mutant mutant, String log) {
        return throughRelay(mutant, log, (relay, store) -> {
            relay.loseQuestions();
            return ended(append(store, row(log, 2, "one")), Duration.ofMillis(800)) instanceof Long
                    && !isStoredNow(row(log, 2, "one"))
                    ? List.of("block 2 was acknowledged and is nowhere") : List.of();
        });
    }

    /** What is refused as not stored, after its answer was lost, is not in the log. */
    private static List<String> whatIsRefusedIsNotStored(Mutant mutant, String log) {
        return throughRelay(mutant, log, (relay, store) -> {
            relay.loseAnswers();
            CompletableFuture<Long> append = append(store, row(log, 2, "one"));
            Object end = ended(append, Duration.ofMillis(1_500));
            relay.mend();
            end = end.equals("open") ? ended(append, Duration.ofSeconds(30)) : end;
            boolean stored = isStoredNow(row(log, 2, "one"));
            if (end instanceof Throwable && !(end instanceof StoreUnreachable) && stored) {
                return List.of("block 2 was refused (" + end + ") and is in the log");
            }
            return stored ? List.of() : List.of("the relay did not let block 2 through: nothing was tried");
        });
    }

    private static boolean isStoredNow(StoredRow row) {
        try (LogStore direct = CassandraStore.open(settings)) {
            return isStored(direct, row);
        }
    }

    private static List<String> throughRelay(Mutant mutant, String log,
            BiFunction<Relay, LogStore, List<String>> check) {
        InetSocketAddress cassandra =
                new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort());
        try (Relay relay = new Relay(cassandra);
                LogStore store = mutant.open(Keyspaces.through(settings, List.of(relay.contactPoint())))) {
            Rows.await(append(store, row(log, 1, "one")));
            return check.apply(relay, store);
        }
    }

    /** After somebody has taken a log over, its former owner is not acknowledged anything. */
    static List<String> theFormerOwnerIsRefused(Mutant mutant, CassandraSettings settings, String log) {
        List<String> wrong = new ArrayList<>();
        try (LogStore former = mutant.open(settings); LogStore taker = mutant.open(settings)) {
            Rows.await(append(former, row(log, 1, "term 1")));
            long head = Rows.highest(taker, log);
            if (mutant != Mutant.TAKES_OVER_WITHOUT_RAISING_THE_TERM) {
                Rows.await(append(taker, row(log, head + 1, "term 2")));
            }
            Object end = ended(append(former, row(log, 2, "term 1")), Duration.ofSeconds(20));
            if (!(end instanceof BlockExists)) {
                wrong.add("the former owner was told " + end + " after the take-over");
            }
        }
        return wrong;
    }

    private static List<String> violations(Mutant mutant) {
        List<String> wrong = new ArrayList<>();
        String log = "safety-" + mutant;
        wrong.addAll(oneNumberIsAcknowledgedOnce(mutant, settings, log + "-1"));
        wrong.addAll(whatIsAcknowledgedIsStored(mutant, log + "-2"));
        wrong.addAll(whatIsRefusedIsNotStored(mutant, log + "-3"));
        wrong.addAll(theFormerOwnerIsRefused(mutant, settings, log + "-4"));
        return wrong;
    }

    @Test
    void theStoreKeepsItsPromises() {
        assertThat(violations(Mutant.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Mutant.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyMutantIsCaught(Mutant mutant) {
        assertThat(violations(mutant)).isNotEmpty();
    }

    /** The answer is lost, the block is not: the append is acknowledged as soon as Cassandra can be asked again. */
    @Test
    void anAppendWithoutAnAnswerIsSettledByItsBytes() {
        List<String> wrong = throughRelay(Mutant.NONE, "settled", (relay, store) -> {
            relay.loseAnswers();
            CompletableFuture<Long> append = append(store, row("settled", 2, "one"));
            assertThat(ended(append, Duration.ofMillis(1_500))).isEqualTo("open");
            relay.mend();
            assertThat(ended(append, Duration.ofSeconds(30))).isEqualTo(2L);
            return List.of();
        });
        assertThat(wrong).isEmpty();
    }

    /** Of a Cassandra that stands still for a while, for longer than a request may take. */
    @Test
    void aReadWithoutAnAnswerIsAskedAgain() {
        CassandraSettings hasty = Keyspaces.settings(OneCassandra.node().contactPoint(),
                settings.contact().keyspace(), "request-timeout = 500 ms, append-patience = 10 m");
        try (Relay relay = new Relay(
                new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort()));
                LogStore store = CassandraStore.open(Keyspaces.through(hasty, List.of(relay.contactPoint())))) {
            Rows.await(append(store, row("slow", 1, "one")));
            relay.hold(_ -> true);
            CompletableFuture<Long> highest = LogEnd.of(store, "slow").toCompletableFuture();
            assertThat(ended(highest, Duration.ofMillis(1_500))).isEqualTo("open");
            relay.mend();
            assertThat(ended(highest, Duration.ofSeconds(30))).isEqualTo(1L);
        }
    }

    /** What waits for Cassandra has a bound; beyond it nothing is offered, and all goes on when Cassandra does. */
    @Test
    void asManyAppendsWaitAsMayAndTheNextIsRefusedAtOnce() {
        CassandraSettings bounded = Keyspaces.settings(OneCassandra.node().contactPoint(),
                settings.contact().keyspace(), PATIENCE + ", max-appends = 3");
        InetSocketAddress cassandra =
                new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort());
        try (Relay relay = new Relay(cassandra);
                LogStore store = CassandraStore.open(Keyspaces.through(bounded, List.of(relay.contactPoint())))) {
            List<String> logs = List.of("bounded-1", "bounded-2", "bounded-3");
            logs.forEach(log -> Rows.await(append(store, row(log, 1, "one"))));
            relay.loseAnswers();
            List<CompletableFuture<Long>> waiting =
                    logs.stream().map(log -> append(store, row(log, 2, "one"))).toList();
            assertThatThrownBy(() -> append(store, row("bounded-4", 1, "one")))
                    .isInstanceOf(StoreBusy.class).hasMessageContaining("max-appends = 3");
            relay.mend();
            waiting.forEach(append -> assertThat(ended(append, Duration.ofSeconds(30))).isEqualTo(2L));
            Rows.await(append(store, row("bounded-1", 3, "one")));
        }
    }

    /** Meanwhile somebody else has taken the log over: the append that had no answer is refused. */
    @Test
    void anAppendThatNeverArrivedFindsItsNumberTaken() {
        throughRelay(Mutant.NONE, "taken", (relay, store) -> {
            relay.loseQuestions();
            CompletableFuture<Long> append = append(store, row("taken", 2, "term 1"));
            assertThat(ended(append, Duration.ofMillis(1_200))).isEqualTo("open");
            try (LogStore taker = CassandraStore.open(settings)) {
                Rows.await(append(taker, row("taken", 2, "term 2")));
            }
            relay.mend();
            assertThat(ended(append, Duration.ofSeconds(30))).isInstanceOf(BlockExists.class);
            return List.of();
        });
    }
}
