package io.breakwater.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.kernel.BrokenInvariant;
import io.breakwater.kernel.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows, what one data center knows of all of them, how an amount is split and how much is asked for ahead of need. */
class MatrixTest {
    /** 0 created 100, gave 30 to 1 and 10 to 2, uses 20 and has freed 5 of it. */
    private static final Row HOME = Row.empty(0).creating(100).towards(1, Dealings.NONE.givingMore(30))
            .towards(2, Dealings.NONE.givingMore(10)).consuming(20).freeing(5);

    @Test
    void rightsAreWhereRowsSayThatTheyAre() {
        Matrix known = Matrix.of(0).with(HOME);
        assertThat(known.local(0)).isEqualTo(45);
        assertThat(known.held(0)).isEqualTo(60);
        assertThat(known.local(1)).isEqualTo(30);
        assertThat(known.existing()).isEqualTo(100);
    }

    @Test
    void whoHasNotReadOfAnInflowErrsOnTheSafeSide() {
        Row one = Row.empty(1).consuming(12);
        assertThat(Matrix.of(1).with(one).local(1)).isEqualTo(-12);
        assertThat(Matrix.of(1).with(one).read(HOME).local(1)).isEqualTo(18);
    }

    @Test
    void whatWasConcededIsTakenAlsoBeforeTheTakersWordWasRead() {
        Row taker = Row.empty(0).towards(1, Dealings.NONE.reclaimingMore(7));
        Row conceding = Row.empty(1).towards(0, Dealings.NONE.withConceded(7));
        Matrix unread = Matrix.of(2).read(conceding);
        assertThat(unread.taken(1)).isEqualTo(7);
        assertThat(unread.read(taker).taken(1)).isEqualTo(7);
    }

    @Test
    void rowsMergeByTheLargerFigureInAnyOrderAndAnyNumberOfTimes() {
        Row later = HOME.consuming(3).towards(1, HOME.with(1).givingMore(4));
        assertThat(HOME.merged(later)).isEqualTo(later);
        assertThat(later.merged(HOME)).isEqualTo(later);
        assertThat(later.merged(later)).isEqualTo(later);
    }

    @Test
    void anAuthorityAppliedTwiceOrLateCreatesNothingMore() {
        assertThat(HOME.authorised(120).authorised(120).authorised(110).created()).isEqualTo(120);
    }

    @Test
    void whatIsWantedRisesAndFallsUntilItsFiguresAreAtTheirEnd() {
        Row row = Row.empty(1).wanting(100).wanting(30).wanting(Long.MAX_VALUE);
        assertThat(row.demanded()).isEqualTo(Long.MAX_VALUE);
        assertThat(row.wanted()).isEqualTo(Long.MAX_VALUE - 70);
        assertThat(row.wanting(5).wanting(10).wanted()).as("it can only fall by then").isEqualTo(5);
    }

    @Test
    void nobodyWritesAnothersRow() {
        assertThatThrownBy(() -> Matrix.of(1).with(HOME)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> Matrix.of(0).read(HOME)).isInstanceOf(BrokenInvariant.class);
    }

    @Test
    void aRestrictionHoldsUntilAnyoneHasLiftedIt() {
        Matrix restricted = Matrix.of(1).read(HOME.restricting());
        assertThat(restricted.isRestricted()).isTrue();
        Row lifting = Row.empty(1).towards(0, Dealings.NONE.withLifted(1));
        assertThat(restricted.with(lifting).isRestricted()).isFalse();
        assertThat(restricted.with(lifting).read(HOME.restricting().restricting()).restriction(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,0", "1,1,0,0", "7,3,2,2", "30,10,10,10", "40,10,15,15", "100,10,20,30"})
    void whoLacksMostDoesNotStarveTheOthers(long amount, long one, long two, long three) {
        Table<Integer, Long> lacking = Table.of(1, 10L).put(2, 20L).put(3, 30L);
        Table<Integer, Long> parts = Sharing.fairly(lacking, amount);
        assertThat(parts.getOrDefault(1, 0L)).isEqualTo(one);
        assertThat(parts.getOrDefault(2, 0L)).isEqualTo(two);
        assertThat(parts.getOrDefault(3, 0L)).isEqualTo(three);
    }

    @Test
    void aStockLastsForThreeRoundTripsOfTheMeanUse() {
        Pace steady = Pace.NONE;
        for (int tends = 1; tends <= 100; tends++) {
            steady = steady.tended(tends * 10L, 3);
        }
        assertThat(steady.stock(3)).isBetween(88L, 90L);
        assertThat(steady.lowWater(3)).isBetween(44L, 45L);
    }

    @Test
    void aRefusalIsRememberedForSixRoundTrips() {
        Pace refused = Pace.NONE.refusing(25);
        for (int tends = 0; tends < 18; tends++) {
            refused = refused.tended(0, 3);
            assertThat(refused.lowWater(3)).isEqualTo(25);
        }
        assertThat(refused.tended(0, 3).lowWater(3)).isZero();
    }
}
