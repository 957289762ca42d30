package io.breakwater.ops.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    private static final Instant NOW = Instant.parse("2020-03-12T10:00:00Z");
    private final RequestIds ids = new RequestIds(InstantSource.fixed(NOW), new SplittableRandom(1));

    @Test
    void areVersionSevenWithTheirTime() {
        for (int i = 0; i < 1_000; i++) {
            String text = ids.next();
            UUID id = UUID.fromString(text);
            assertThat(text).isEqualTo(id.toString()).hasSize(36);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        }
    }

    @Test
    void doNotRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }
}
