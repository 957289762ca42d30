package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final long GAP = 100;

    private final Rounds rounds = new Rounds(List.of("a", "b", "c"), GAP);

    private void roundOfAll(long nowNanos) {
        rounds.beat();
        rounds.next(8, nowNanos);
        rounds.ended();
        rounds.told();
    }

    @Test
    void everyLogHasOneTurnInTheFirstRound() {
        assertThat(rounds.isDue(0)).isTrue();
        assertThat(rounds.next(2, 0)).containsExactly("a", "b");
        assertThat(rounds.ended()).isFalse();
        assertThat(rounds.next(2, 0)).containsExactly("c");
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.isDue(0)).isFalse();
        assertThat(rounds.next(8, 0)).isEmpty();
    }

    @Test
    void aRoundOfAllThatBeganAfterTheBeatWasDueAnswersIt() {
        rounds.next(2, 0);
        rounds.beat();
        rounds.next(2, 0);
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.answersBeat()).isFalse();
        assertThat(rounds.next(8, 1)).containsExactly("a", "b", "c");
        rounds.hasMore("b");
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.answersBeat()).isFalse();
        assertThat(rounds.isBeatDue()).isTrue();
        rounds.next(8, 1);
        rounds.ended();
        rounds.told();
        assertThat(rounds.isBeatDue()).isFalse();
    }

    @Test
    void oneLogAtLeastHasItsTurn() {
        assertThat(rounds.next(0, 0)).containsExactly("a");
        assertThat(rounds.next(-3, 0)).containsExactly("b");
    }

    @Test
    void aQuietLogThatIsRungForHasItsTurnAtOnceAndNoOtherHas() {
        roundOfAll(0);
        rounds.rung(List.of("b", "unknown"));
        assertThat(rounds.isDue(GAP)).isTrue();
        assertThat(rounds.waitNanos(GAP)).isZero();
        assertThat(rounds.next(8, GAP)).containsExactly("b");
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.waitNanos(GAP)).isNegative();
    }

    @Test
    void aBusyLogWaitsForItsGapAndIsNotForgotten() {
        roundOfAll(0);
        rounds.rung(List.of("b"));
        assertThat(rounds.isDue(GAP - 1)).isFalse();
        assertThat(rounds.waitNanos(GAP - 40)).isEqualTo(40);
        rounds.rung(List.of("c"));
        assertThat(rounds.next(8, GAP)).containsExactly("b", "c");
    }

    @Test
    void whatWaitsForItsGapIsNotTakenForReadWhenOthersAre() {
        roundOfAll(0);
        rounds.rung(List.of("a"));
        rounds.hasMore("c");
        assertThat(rounds.next(8, 1)).containsExactly("c");
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.waitNanos(1)).isEqualTo(GAP - 1);
    }

    @Test
    void isBehindUntilARoundFoundNothingMore() {
        rounds.next(1, 0);
        rounds.hasMore("a");
        rounds.next(2, 0);
        assertThat(rounds.ended()).isTrue();
        assertThat(rounds.isBehind()).isTrue();
        assertThat(rounds.next(3, 1)).containsExactly("a");
        assertThat(rounds.isBehind()).isFalse();
    }
}
