package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds(List.of("a", "b", "c"));

    @Test
    void everyLogHasOneTurnInARound() {
        assertThat(rounds.begins()).isTrue();
        assertThat(rounds.next(2)).containsExactly("a", "b");
        assertThat(rounds.ended()).isFalse();
        assertThat(rounds.begins()).isFalse();
        assertThat(rounds.next(2)).containsExactly("c");
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.next(8)).containsExactly("a", "b", "c");
    }

    @Test
    void oneLogAtLeastHasItsTurn() {
        assertThat(rounds.next(0)).containsExactly("a");
        assertThat(rounds.next(-3)).containsExactly("b");
    }

    @Test
    void isBehindUntilARoundFoundNothingMore() {
        rounds.next(1);
        rounds.hasMore();
        rounds.next(2);
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.isBehind()).isTrue();
        rounds.next(3);
        assertThat(rounds.isBehind()).isFalse();
    }
}
