package io.breakwater.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestrictionsTest {
    private static final long NEVER = Long.MAX_VALUE;

    private static Restrictions with(Restrictions before, long id, TradingState state, long expires) {
        return before.placed(new Restriction(id, state, "ops", "", expires), 0);
    }

    @Test
    void theStrictestWins() {
        Restrictions halted = with(Restrictions.NONE, 1, TradingState.HALTED, NEVER);
        Restrictions both = with(halted, 2, TradingState.REDUCING, NEVER);
        assertThat(both.stateAt(5)).isEqualTo(TradingState.HALTED);
        assertThat(both.lifted(1).stateAt(5)).isEqualTo(TradingState.REDUCING);
        assertThat(both.lifted(1).lifted(2).stateAt(5)).isEqualTo(TradingState.ACTIVE);
        assertThat(both.lifted(3)).isEqualTo(both);
    }

    @Test
    void holdsUntilItExpires() {
        Restrictions one = with(Restrictions.NONE, 1, TradingState.HALTED, 100);
        assertThat(one.stateAt(99)).isEqualTo(TradingState.HALTED);
        assertThat(one.stateAt(100)).isEqualTo(TradingState.ACTIVE);
        assertThat(one.nextExpiryMicros(99)).isEqualTo(100);
        assertThat(one.nextExpiryMicros(100)).isEqualTo(NEVER);
    }

    /** Of three data centers, one may read what another has lifted before it reads who has placed it. */
    @Test
    void whatWasLiftedBeforeItWasHeardOfIsNotPlaced() {
        Restriction placed = new Restriction(7, TradingState.HALTED, "ops", "", NEVER);
        Restrictions lifted = with(Restrictions.NONE, 1, TradingState.REDUCING, NEVER).liftedElsewhere(7, 0);
        assertThat(lifted.stateAt(5)).isEqualTo(TradingState.REDUCING);
        assertThat(lifted.isLiftedAhead(7)).isTrue();
        assertThat(lifted.find(7)).as("nothing that could be lifted").isNull();
        Restrictions heard = lifted.placedElsewhere(placed, 5);
        assertThat(heard.stateAt(5)).isEqualTo(TradingState.REDUCING);
        assertThat(heard.isLiftedAhead(7)).as("nothing is left of it").isFalse();
        assertThat(heard.liftedElsewhere(1, 5).stateAt(5)).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void fewLiftsAreRememberedAndNotForLong() {
        Restrictions many = Restrictions.NONE;
        for (int i = 1; i <= 100; i++) {
            many = many.liftedElsewhere(i, i);
        }
        assertThat(many.placed().size()).isEqualTo(16);
        assertThat(many.isLiftedAhead(84)).isFalse();
        assertThat(many.isLiftedAhead(85)).isTrue();
        assertThat(many.hasRoomFor(TradingState.REDUCING, 100)).isTrue();
        long tomorrow = 25L * 3_600 * 1_000_000;
        assertThat(many.liftedElsewhere(101, tomorrow).placed().keys()).containsOnly(101L);
    }

    @Test
    void aHaltHasRoomWhereNothingElseHas() {
        Restrictions full = Restrictions.NONE;
        for (int i = 1; i <= Restrictions.MAX_REDUCING; i++) {
            assertThat(full.hasRoomFor(TradingState.REDUCING, 0)).isTrue();
            full = with(full, i, TradingState.REDUCING, NEVER);
        }
        assertThat(full.hasRoomFor(TradingState.REDUCING, 0)).isFalse();
        assertThat(full.hasRoomFor(TradingState.HALTED, 0)).isTrue();
    }

    @Test
    void whatHasExpiredTakesNoRoom() {
        Restrictions full = Restrictions.NONE;
        for (int i = 1; i <= Restrictions.MAX_PLACED; i++) {
            full = with(full, i, TradingState.HALTED, 100);
        }
        assertThat(full.hasRoomFor(TradingState.HALTED, 99)).isFalse();
        assertThat(full.hasRoomFor(TradingState.HALTED, 100)).isTrue();
        Restriction next = new Restriction(1_000, TradingState.HALTED, "ops", "", NEVER);
        assertThat(full.placed(next, 100).placed().keys()).containsExactly(1_000L);
    }

    @Test
    void aFailingEngineRestrictsOnce() {
        Restrictions failed = Restrictions.NONE.failed("a").failed("b");
        assertThat(failed.stateAt(0)).isEqualTo(TradingState.REDUCING);
        assertThat(failed.placed().size()).isEqualTo(1);
        assertThat(failed.lifted(Restrictions.ENGINE).stateAt(0)).isEqualTo(TradingState.ACTIVE);
    }
}
