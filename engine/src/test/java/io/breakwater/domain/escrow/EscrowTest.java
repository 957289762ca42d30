package io.breakwater.domain.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.domain.Measure;
import io.breakwater.kernel.BrokenInvariant;
import org.junit.jupiter.api.Test;

class EscrowTest {
    private static final Escrow UNCAPPED = Escrow.unlimited(Measure.GROSS_NOTIONAL);
    private static final Escrow HUNDRED = UNCAPPED.capped(100);

    /** a holds 60, b holds 40 of 100. */
    private static final Escrow SHARED = HUNDRED.enrolled("a", 60).enrolled("b", 40);

    @Test
    void aRightIsMintedWhenItIsFirstGranted() {
        assertThat(HUNDRED.minted()).isZero();
        assertThat(HUNDRED.surplus()).isEqualTo(100);
        assertThat(SHARED.minted()).isEqualTo(100);
        assertThat(SHARED.surplus()).isZero();
        assertThat(SHARED.local()).isZero();
    }

    @Test
    void loweringRecallsInProportion() {
        Escrow lowered = SHARED.capped(50);
        assertThat(lowered.holder("a").owed()).isEqualTo(30);
        assertThat(lowered.holder("b").owed()).isEqualTo(20);
        assertThat(lowered.owed()).isEqualTo(50);
        assertThat(lowered.cap()).isEqualTo(50);
        assertThat(lowered.effective()).isEqualTo(100);
        assertThat(lowered.outstanding()).isEqualTo(100);
    }

    @Test
    void whatComesBackIsBurnedUntilTheCapIsReached() {
        Escrow lowered = SHARED.capped(50).reported("a", 30, 0);
        assertThat(lowered.burned()).isEqualTo(30);
        assertThat(lowered.effective()).isEqualTo(70);
        Escrow reached = lowered.reported("b", 20, 0);
        assertThat(reached.burned()).isEqualTo(50);
        assertThat(reached.effective()).isEqualTo(50);
        assertThat(reached.owed()).isZero();
        assertThat(reached.surplus()).isZero();
    }

    @Test
    void loweringBurnsLocalRightsFirst() {
        Escrow someLocal = SHARED.capped(50).capped(100).reported("a", 30, 0);
        assertThat(someLocal.local()).isEqualTo(30);
        Escrow lowered = someLocal.capped(70);
        assertThat(lowered.local()).isZero();
        assertThat(lowered.owed()).isEqualTo(20).isEqualTo(someLocal.owed());
    }

    @Test
    void loweringTwiceRecallsOnlyTheDifference() {
        assertThat(SHARED.capped(50).capped(50)).isEqualTo(SHARED.capped(50));
        assertThat(SHARED.capped(80).capped(50).owed()).isEqualTo(50);
        assertThat(SHARED.capped(0).owed()).isEqualTo(100);
        assertThat(SHARED.capped(0).capped(100).owed()).isEqualTo(100);
    }

    @Test
    void whoCannotReturnIsMadeUpForByOthers() {
        Escrow late = SHARED.capped(50).reported("b", 20, 0);
        assertThat(late.excess()).isEqualTo(30);
        Escrow again = late.recalledAgain();
        assertThat(again.holder("a").recalled()).isEqualTo(48);
        assertThat(again.holder("b").recalled()).isEqualTo(32);
        for (int round = 0; round < 3; round++) {
            again = again.reported("b", again.holder("b").recalled(), 0).recalledAgain();
        }
        assertThat(again.effective()).isEqualTo(60);
        assertThat(HUNDRED.enrolled("a", 60).recalledAgain().owed()).isZero();
    }

    @Test
    void localRightsAreGrantedBeforeNewOnesAreMinted() {
        Escrow someLocal = SHARED.capped(50).capped(100).reported("a", 30, 0);
        Escrow granted = someLocal.granted("b", 60);
        assertThat(granted.minted()).isEqualTo(100);
        assertThat(granted.local()).isEqualTo(10);
    }

    @Test
    void anOfferIsAtMostHalfOfTheSurplusAndTheLastRightIsNotStranded() {
        Escrow one = HUNDRED.enrolled("a", 20).reported("a", 0, 1_000);
        assertThat(one.offer(one.holder("a"))).isEqualTo(40);
        Escrow few = HUNDRED.enrolled("a", 20).reported("a", 0, 25);
        assertThat(few.offer(few.holder("a"))).isEqualTo(5);
        Escrow last = HUNDRED.enrolled("a", 99).reported("a", 0, 1_000);
        assertThat(last.offer(last.holder("a"))).isEqualTo(1);
        Escrow content = HUNDRED.enrolled("a", 20).reported("a", 0, 20);
        assertThat(content.offer(content.holder("a"))).isZero();
    }

    @Test
    void olderReportsChangeNothing() {
        Escrow heard = SHARED.capped(50).reported("a", 20, 90);
        assertThat(heard.reported("a", 20, 90)).isEqualTo(heard);
        assertThat(heard.reported("a", 10, 70)).isEqualTo(heard);
    }

    @Test
    void whatIsNotAllowedIsABug() {
        assertThatThrownBy(() -> SHARED.granted("a", 61)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> SHARED.granted("a", 59)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> SHARED.granted("c", 1)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> SHARED.enrolled("a", 0)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> SHARED.reported("a", 1, 0)).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> UNCAPPED.capped(Escrow.UNLIMITED + 1)).isInstanceOf(BrokenInvariant.class);
    }

    @Test
    void aForgedSnapshotIsNoticed() {
        Escrow forged = new Escrow(SHARED.measure(), 100, 100, 0, 99, 0, SHARED.holders());
        assertThatThrownBy(forged::verified).isInstanceOf(BrokenInvariant.class);
        assertThat(SHARED.verified()).isSameAs(SHARED);
    }

    @Test
    void everyHolderUpToTheBoundGetsAFirstGrantAndAReserveIsLeft() {
        Escrow escrow = UNCAPPED;
        for (int i = 0; i < Escrow.MAX_HOLDERS; i++) {
            long first = escrow.firstGrant();
            assertThat(first).isGreaterThan(100_000_000_000L);
            escrow = escrow.enrolled("c" + i, first);
            if (i + 1 == 2_000) {
                assertThat(escrow.surplus()).isGreaterThan(Escrow.UNLIMITED / 5);
            }
        }
        assertThat(escrow.verified().surplus()).isGreaterThan(Escrow.UNLIMITED / 12);
    }

    @Test
    void aSmallCapIsNotGivenAwayToTheFirst() {
        Escrow ten = UNCAPPED.capped(10);
        assertThat(ten.firstGrant()).isEqualTo(1);
        assertThat(UNCAPPED.capped(0).firstGrant()).isZero();
        assertThat(UNCAPPED.capped(1).firstGrant()).isEqualTo(1);
    }

    @Test
    void neitherManyChangesOfTheCapNorHugeDemandsOverflow() {
        Escrow escrow = UNCAPPED.enrolled("a", UNCAPPED.firstGrant());
        for (int i = 0; i < 200; i++) {
            escrow = escrow.capped(Escrow.UNLIMITED).reported("a", 0, Long.MAX_VALUE);
            Holder holder = escrow.holder("a");
            escrow = escrow.granted("a", holder.granted() + escrow.offer(holder)).capped(0);
            escrow = escrow.reported("a", escrow.holder("a").recalled(), 0).verified();
            assertThat(escrow.outstanding()).isZero();
            assertThat(escrow.minted()).isLessThanOrEqualTo(1L << 62);
        }
        Escrow ended = escrow.capped(Escrow.UNLIMITED);
        assertThat(ended.offer(ended.holder("a"))).isZero();
    }
}
