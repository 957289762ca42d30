package io.breakwater.link.record;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.journal.StoreMisconfigured;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record out of reach is waited for beside; one that is wrongly set is not waited for at all. */
@Timeout(60)
class LateRecordTest {
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final Duration MOST = Duration.ofSeconds(30);

    private static void tried(LateRecord record) throws Exception {
        record.tried().toCompletableFuture().get(MOST.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aWrongSettingIsToldAtOnce() {
        LateRecord record = new LateRecord(() -> {
            throw new StoreMisconfigured("breakwater.record.cassandra.keyspace", "is nowhere", "make it");
        }, AGAIN);
        assertThatThrownBy(() -> tried(record)).hasCauseInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.record.cassandra.keyspace is nowhere: make it");
        record.close();
    }

    @Test
    void whatIsOutOfReachIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        try (LateRecord record = new LateRecord(() -> {
            tries.incrementAndGet();
            throw new RecordUnreachable("nobody answers", null);
        }, AGAIN)) {
            assertThatCode(() -> tried(record)).doesNotThrowAnyException();
            await().atMost(MOST).until(() -> tries.get() > 2);
            assertThatThrownBy(() -> record.sites().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RecordUnreachable.class).hasMessageContaining("nobody answers");
        }
    }
}
