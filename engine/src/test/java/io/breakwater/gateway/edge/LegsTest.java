package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Outcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a lane is asked again, and what may be said of an item then: never that it was turned away where it may not have been. */
class LegsTest {
    private static final String LANE = "counterparty-03";
    private static final Outcome ACCEPTED = Outcome.of(Verdict.ACCEPTED, null);
    private static final Outcome UNKNOWN = Outcome.of(Verdict.UNKNOWN, null);

    private final List<Integer> asked = new ArrayList<>();
    private final long start = System.nanoTime();
    private final Legs legs = new Legs(start + Duration.ofSeconds(60).toNanos());
    private final Awaited request = new Awaited(2, start + Duration.ofSeconds(90).toNanos(), _ -> { }, legs);

    LegsTest() {
        legs.add(3, LANE, start);
        legs.askBy(asked::add);
    }

    private static Outcome turnedAway(Reason reason) {
        return Outcome.refused(new LaneRejection(reason, LANE, 0, 0, 0, "a"));
    }

    private boolean hear(Outcome first, Outcome second) {
        return request.take(new LaneReply(1, LANE, 1, 1, new int[] {0, 1}, new Outcome[] {first, second}, new long[2]));
    }

    private boolean after(Duration time) {
        return request.askAgain(start + time.toNanos());
    }

    @Test
    void whatIsDecidedIsFinal() {
        assertThat(hear(ACCEPTED, ACCEPTED)).isTrue();
        assertThat(after(Duration.ofSeconds(30))).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void aLaneThatMovesIsAskedAgainAndKeepsWhatItDecided() {
        assertThat(hear(ACCEPTED, turnedAway(Reason.LANE_UNAVAILABLE))).isFalse();
        after(Duration.ofSeconds(1));
        assertThat(asked).containsExactly(3);
        assertThat(hear(turnedAway(Reason.VIEW_NOT_CURRENT), ACCEPTED)).isTrue();
        assertThat(request.outcome(0)).isEqualTo(ACCEPTED);
        assertThat(request.outcome(1)).isEqualTo(ACCEPTED);
    }

    @Test
    void aLaneThatIsFullIsNotAskedAgain() {
        assertThat(hear(ACCEPTED, turnedAway(Reason.LANE_OVERLOADED))).isTrue();
        assertThat(request.outcome(1).rejection().code()).isEqualTo("LANE_OVERLOADED");
    }

    @Test
    void aSilentLaneIsAskedAgainLessAndLessOften() {
        after(Duration.ofMillis(900));
        assertThat(asked).isEmpty();
        for (int millis = 1_000; millis <= 60_000; millis += 100) {
            after(Duration.ofMillis(millis));
        }
        assertThat(asked).hasSizeBetween(4, 8);
    }

    @Test
    void afterSilenceNothingIsSaidToBeTurnedAway() {
        after(Duration.ofSeconds(1));
        assertThat(hear(ACCEPTED, turnedAway(Reason.LANE_OVERLOADED))).isFalse();
        assertThat(request.outcome(1).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(hear(ACCEPTED, ACCEPTED)).isTrue();
        assertThat(request.outcome(1)).isEqualTo(ACCEPTED);
    }

    @Test
    void aLaneThatFailedBeforeItKnewIsAskedAgain() {
        assertThat(hear(ACCEPTED, UNKNOWN)).isFalse();
        after(Duration.ofSeconds(1));
        assertThat(hear(turnedAway(Reason.LANE_UNAVAILABLE), turnedAway(Reason.LANE_UNAVAILABLE))).isFalse();
        assertThat(request.outcome(1).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whoeverIsTurnedAwayToTheEndIsToldSo() {
        hear(turnedAway(Reason.LANE_UNAVAILABLE), turnedAway(Reason.LANE_UNAVAILABLE));
        assertThat(after(Duration.ofSeconds(60))).isTrue();
        assertThat(request.outcome(1).rejection().code()).isEqualTo("LANE_UNAVAILABLE");
    }

    @Test
    void repliesOfLanesThatAreDoneAreIgnored() {
        hear(ACCEPTED, ACCEPTED);
        hear(turnedAway(Reason.LANE_UNAVAILABLE), UNKNOWN);
        assertThat(request.outcome(0)).isEqualTo(ACCEPTED);
        assertThat(request.outcome(1)).isEqualTo(ACCEPTED);
    }
}
