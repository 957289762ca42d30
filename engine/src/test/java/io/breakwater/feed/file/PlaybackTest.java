package io.breakwater.feed.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.feed.Collected;
import io.breakwater.feed.Observation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recording runs on a clock of its own, at any speed. */
class PlaybackTest {
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_800_000_000 * SECOND;
    private static final long THEN = 1_583_020_805 * SECOND;

    private final Collected collected = new Collected();

    private static FileSource trades(String symbol, long... seconds) throws IOException {
        StringBuilder text = new StringBuilder("exchange,symbol,timestamp,local_timestamp,id,side,price,amount\n");
        for (long second : seconds) {
            long at = THEN + second * SECOND;
            text.append("d,%s,%d,%d,%d,buy,1,1\n".formatted(symbol, at - 1_000, at, second));
        }
        return FileSource.of("t.csv", Packed.plain(text.toString()));
    }

    private List<String> ids() {
        return collected.of(Observation.Trade.class).stream().map(Observation.Trade::id).toList();
    }

    @Test
    void filesArePlayedTogetherInOrder() throws IOException {
        try (Playback playback = new Playback(List.of(trades("A", 0, 3, 4), trades("B", 1, 2, 5)), collected)) {
            playback.advance(NOW, 1_000, collected);
            assertThat(ids()).containsExactly("0");
            playback.advance(NOW + 3 * SECOND, 1_000, collected);
            assertThat(ids()).containsExactly("0", "1", "2", "3");
            playback.advance(NOW + 60 * SECOND, 1_000, collected);
            assertThat(ids()).containsExactly("0", "1", "2", "3", "4", "5");
            assertThat(playback.isDone()).isTrue();
        }
    }

    @Test
    void anHourPassesInAMinute() throws IOException {
        try (Playback playback = new Playback(List.of(trades("A", 0, 1_800, 3_600)), collected)) {
            playback.advance(NOW, 60_000, collected);
            playback.advance(NOW + 30 * SECOND, 60_000, collected);
            assertThat(ids()).containsExactly("0", "1800");
            assertThat(collected.observations.getLast().at().receivedMicros()).isEqualTo(NOW + 30 * SECOND);
            playback.advance(NOW + 60 * SECOND - 1, 60_000, collected);
            assertThat(ids()).hasSize(2);
            playback.advance(NOW + 60 * SECOND, 60_000, collected);
            assertThat(ids()).hasSize(3);
        }
    }
}
