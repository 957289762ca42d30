package io.breakwater.app;

import static org.awaitility.Awaitility.await;

import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.record.LateRecord;
import io.breakwater.link.record.LeaseRule;
import io.breakwater.link.record.OwnLease;
import io.breakwater.link.record.RecordSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The lease is renewed for as long as the node runs, whatever one round throws. */
class RecordKeeperTest {

    @Test
    void aRoundThatThrowsIsNotTheLast() {
        AtomicInteger rounds = new AtomicInteger();
        LinkBoard board = () -> {
            if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("the links are not known now");
            }
            return List.of();
        };
        LeaseRule lease = new LeaseRule(Duration.ofSeconds(1), 1);
        RecordSettings settings = new RecordSettings(null, false, lease, Duration.ofMillis(5), Duration.ZERO);
        LateRecord record = new LateRecord(() -> {
            throw new IllegalStateException("nobody answers");
        }, Duration.ofHours(1));
        try (RecordKeeper keeper = RecordKeeper.start(new RecordKeeper.Parts(1, settings, record,
                List.of(new LinkSettings.Peer("fra", 2, List.of())), board, null, () -> false, () -> 1),
                new OwnLease(lease, 1))) {
            await().atMost(30, TimeUnit.SECONDS).until(() -> rounds.get() > 2);
        }
    }
}
