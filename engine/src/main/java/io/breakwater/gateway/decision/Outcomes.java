package io.breakwater.gateway.decision;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.gateway.edge.Awaited;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.Refusals;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Outcome;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;

/** A lane's outcome of one item as the API says it. */
final class Outcomes {
    private Outcomes() {}

    /** What all items of a request are answered by. */
    record Asked(Awaited awaited, boolean withPositions, boolean validateOnly) {}

    static ItemOutcome of(int item, Asked asked) {
        Outcome outcome = asked.awaited().outcome(item);
        ItemOutcome.Builder shown = ItemOutcome.newBuilder().setIndex(item);
        if (outcome.rejection() instanceof LaneRejection turnedAway) {
            return shown.setVerdict(verdict(turnedAway)).setRefusal(Refusals.of(Settled.turnedAway(turnedAway)))
                    .build();
        }
        shown.setVerdict(verdict(outcome.verdict())).setHoldId(Ids.text(outcome.reference()));
        if (outcome.rejection() != null) {
            shown.setRefusal(Refusals.of(outcome.rejection()));
        }
        LaneReply reply = asked.awaited().reply(item);
        if (asked.withPositions() && reply != null && reply.block() != 0) {
            shown.setPosition(Settled.position(reply));
        }
        return shown.setDecidedAtMicros(asked.awaited().decidedAtMicros(item))
                .setReplayed(asked.awaited().isReplayed(item, asked.validateOnly()))
                .build();
    }

    private static Verdict verdict(Outcome.Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> Verdict.VERDICT_ACCEPTED;
            case REFUSED -> Verdict.VERDICT_REFUSED;
            case THROTTLED -> Verdict.VERDICT_THROTTLED;
            case UNKNOWN -> Verdict.VERDICT_UNKNOWN;
            case DUPLICATE, SUSPENSE -> {
                Invariants.check(false, "a request ends neither as a duplicate nor in suspense");
                yield Verdict.UNRECOGNIZED;
            }
        };
    }

    /** Nothing was decided: at a bound it was only counted, otherwise it may be asked again with the same id. */
    private static Verdict verdict(LaneRejection rejection) {
        return switch (rejection.reason()) {
            case LANE_OVERLOADED -> Verdict.VERDICT_THROTTLED;
            case LANE_UNAVAILABLE, VIEW_NOT_CURRENT, LANE_FAILED, DECIDED_ELSEWHERE -> Verdict.VERDICT_UNKNOWN;
            case ENTITY_NAME_TAKEN -> Verdict.VERDICT_INVALID;
        };
    }
}
