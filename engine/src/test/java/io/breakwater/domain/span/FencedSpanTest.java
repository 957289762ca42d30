package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.escrow.Row;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a fenced data center's part: what may be lost with it, and what its log shows once it arrives. */
class FencedSpanTest {
    private static final int HERE = 1;
    private static final int GONE = 2;
    private static final long WINDOW = 100;

    private final SpanAt here = new SpanAt(HERE);

    /** 1,000 rights, half of them there, of which 50 are used and seen. */
    @BeforeEach
    void open() {
        here.agree(SpanTerms.opened(List.of(GONE, HERE), WINDOW, 1_000));
        here.hear(used(50));
        here.tend();
    }

    private static Row used(long rights) {
        return Row.empty(GONE).under(1, HERE).authorised(500).consuming(rights);
    }

    private void fence() {
        here.agree(here.span().terms().fencing(GONE));
        assertThat(here.tell(new SpanRequest.Reclaim(GONE)).isAccepted()).isTrue();
    }

    @Test
    void aWindowIsTheMostThatIsLost() {
        assertThat(here.span().atRisk(GONE)).isEqualTo(WINDOW);
        fence();
        assertThat(here.span().atRisk(GONE)).isEqualTo(WINDOW);
        assertThat(here.span().local()).as("all but what was seen and the window").isEqualTo(500 + 350);
        assertThat(here.span().late(GONE)).isZero();
    }

    @Test
    void ofAnAutonomousLimitAllThatIsThereIsAtRisk() {
        SpanAt autonomous = new SpanAt(HERE);
        autonomous.agree(SpanTerms.opened(List.of(GONE, HERE), 0, 1_000));
        autonomous.hear(used(50));
        assertThat(autonomous.span().atRisk(GONE)).isEqualTo(450);
    }

    @Test
    void whatItsLogShowsLaterIsBookedAndTakesNothingFromHere() {
        fence();
        here.hear(used(130));
        here.tend();
        assertThat(here.span().late(GONE)).isEqualTo(80);
        assertThat(here.span().matrix().row(GONE).used()).isEqualTo(130);
        assertThat(here.span().atRisk(GONE)).as("so much less is unknown").isEqualTo(20);
        assertThat(here.span().local()).isEqualTo(850);
    }

    @Test
    void whatNoWindowAllowedIsBookedAllTheSame() {
        fence();
        here.hear(used(170));
        assertThat(here.span().late(GONE)).as("20 beyond the window").isEqualTo(WINDOW + 20);
        assertThat(here.span().matrix().local(GONE)).isEqualTo(-20);
    }

    /** It goes by the wider window, or by none, until it has heard of the narrower one: all of that it may have used. */
    @ParameterizedTest
    @ValueSource(longs = {0, 2 * WINDOW})
    void aWindowThatItHasNotHeardOfTakesNothingFromIt(long before) {
        SpanAt home = new SpanAt(HERE);
        home.agree(SpanTerms.opened(List.of(HERE, GONE), before, 1_000));
        home.hear(used(50));
        home.tend();
        home.agree(home.span().terms().retargeted(1_000, WINDOW, 0));
        home.agree(home.span().terms().fencing(GONE));
        assertThat(home.span().reclaims(GONE)).isFalse();
        assertThat(home.tell(new SpanRequest.Reclaim(GONE)).rejection().code()).isEqualTo("NOT_WATCHED");
        home.hear(used(60).under(2, HERE));
        assertThat(home.span().reclaims(GONE)).as("from when it is known to go by it").isTrue();
        assertThat(home.tell(new SpanRequest.Reclaim(GONE)).isAccepted()).isTrue();
        assertThat(home.span().local()).as("all but what was seen and the window").isEqualTo(500 + 500 - 50 - WINDOW);
    }

    /** A wider one it may not know of either: no more is taken for that. */
    @Test
    void aWiderWindowNeedsNotBeHeardOf() {
        here.agree(here.span().terms().retargeted(1_000, 2 * WINDOW, 0));
        fence();
        assertThat(here.span().local()).isEqualTo(500 + 350 - WINDOW);
    }
}
