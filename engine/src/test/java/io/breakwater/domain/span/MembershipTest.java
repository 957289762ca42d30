package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanRejection.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who joins gets what home gives, and who leaves gives back what it has as that comes free. */
class MembershipTest {
    private static final int HERE = 1;
    private static final int HOME = 2;

    private final SpanAt here = new SpanAt(HERE);

    private Row home() {
        return Row.empty(HOME).under(here.span().terms().version(), HERE).authorised(500);
    }

    private long givenHome() {
        return here.span().own().with(HOME).given();
    }

    @Test
    void whoLeavesUsesNothingMoreAndGivesAllBack() {
        here.agree(SpanTerms.opened(List.of(HOME, HERE), 0, 1_000));
        here.hear(home());
        long hold = here.tell(new SpanRequest.Reserve(HERE, 70)).reference();
        here.agree(here.span().terms().leftBy(HERE));
        assertThat(here.tell(new SpanRequest.Reserve(HERE, 1)).rejection().code())
                .isEqualTo(Code.UNKNOWN_LIMIT.name());
        here.tend();
        assertThat(givenHome()).isEqualTo(430);
        assertThat(here.tell(new SpanRequest.Release(HERE, hold)).isAccepted()).isTrue();
        here.tend();
        assertThat(givenHome()).isEqualTo(500);
        assertThat(here.span().matrix().held(HERE)).isZero();
    }

    @Test
    void whatWasLentIsAskedBackOfTheScope() {
        here.agree(SpanTerms.opened(List.of(HOME, HERE), 0, 1_000));
        here.tell(new SpanFact.ScopeReported(here.span().lending()));
        assertThat(here.span().lending().outstanding()).isEqualTo(250);
        here.agree(here.span().terms().leftBy(HERE));
        here.tend();
        assertThat(here.span().lending().owed()).isEqualTo(250);
        assertThat(here.span().lendsMore()).isFalse();
    }

    @Test
    void aWindowBoundsWhatIsGivenBackUntilHomeHasSeenIt() {
        here.agree(SpanTerms.opened(List.of(HOME, HERE), 100, 1_000));
        here.hear(home());
        here.agree(here.span().terms().leftBy(HERE));
        here.tend();
        assertThat(givenHome()).isEqualTo(100);
        Row home = home();
        here.hear(home.towards(HERE, home.with(HERE).withSeen(100)));
        here.tend();
        here.tend();
        assertThat(givenHome()).isEqualTo(200);
    }

    @Test
    void halfOfAWindowIsLeftToWhatIsUsedHere() {
        here.agree(SpanTerms.opened(List.of(HERE, HOME), 100, 1_000));
        here.hear(home().wanting(900));
        for (int i = 0; i < 10; i++) {
            here.tend();
        }
        assertThat(givenHome()).isEqualTo(50);
        assertThat(here.span().room()).isEqualTo(50);
    }

    @Test
    void whoJoinsHasNothingUntilItIsGivenSome() {
        here.agree(SpanTerms.opened(List.of(HERE), 0, 1_000));
        here.agree(here.span().terms().joinedBy(HOME));
        assertThat(here.span().terms().authority(HOME)).isZero();
        here.hear(Row.empty(HOME).under(2, HERE).wanting(100));
        here.tend();
        assertThat(givenHome()).isEqualTo(100);
    }

    @Test
    void whoHasLeftIsHeardAnewByAnotherHome() {
        SpanTerms opened = SpanTerms.opened(List.of(HERE, HOME, 3), 100, 900).following(SpanTerms.NONE, 1);
        SpanTerms left = opened.leftBy(3).following(opened, 2);
        SpanTerms moved = left.homeMoved(HOME).following(left, 3);
        assertThat(moved.watchedSince().get(3)).isEqualTo(3L);
    }
}
