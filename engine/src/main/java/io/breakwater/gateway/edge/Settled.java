package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.kernel.Outcome;
import io.breakwater.v1.BlockPosition;
import java.util.concurrent.CompletableFuture;

/**
 * How one command ended that was sent alone.
 *
 * @param outcome accepted, or a duplicate of what was known; everything else has become a fault
 * @param reply that it came with
 * @param replayed it was decided before, and this is its answer again
 */
public record Settled(Outcome outcome, LaneReply reply, boolean replayed) {

    /** Where it stands in the logs; not set where no block was written. */
    public BlockPosition position() {
        return position(reply);
    }

    /** The newest block that any outcome of the reply rests on. */
    public static BlockPosition position(LaneReply reply) {
        return reply.block() == 0
                ? BlockPosition.getDefaultInstance()
                : BlockPosition.newBuilder().setLog(reply.lane()).setNumber(reply.block()).build();
    }

    /** Done already: the outcome of the item where it went well, else its fault. */
    public static CompletableFuture<Settled> of(Awaited awaited, int item, boolean validateOnly) {
        Outcome outcome = awaited.outcome(item);
        return switch (outcome.verdict()) {
            case ACCEPTED, DUPLICATE -> CompletableFuture.completedFuture(new Settled(
                    outcome, awaited.reply(item), awaited.isReplayed(item, validateOnly)));
            case REFUSED, THROTTLED -> CompletableFuture.failedFuture(fault(outcome));
            case SUSPENSE -> CompletableFuture.failedFuture(RequestFault.of(ErrorReason.FACT_SUSPENDED,
                    "recorded, but it waits in suspense: " + outcome.rejection().subject()));
            case UNKNOWN -> CompletableFuture.failedFuture(RequestFault.of(ErrorReason.OUTCOME_UNKNOWN,
                    "not known whether it was decided; ask again with the same request_id"));
        };
    }

    private static RequestFault fault(Outcome outcome) {
        return outcome.rejection() instanceof LaneRejection turnedAway
                ? turnedAway(turnedAway)
                : RequestFault.refused(outcome.rejection());
    }

    /** What a lane did not take, as the edge says it. */
    public static RequestFault turnedAway(LaneRejection rejection) {
        return switch (rejection.reason()) {
            case LANE_OVERLOADED ->
                    RequestFault.of(ErrorReason.TOO_BUSY, rejection.scope() + " is full; nothing was decided");
            case LANE_UNAVAILABLE ->
                    RequestFault.of(ErrorReason.LANE_UNAVAILABLE, rejection.scope() + " does not serve now; try again");
            case VIEW_NOT_CURRENT -> RequestFault.of(ErrorReason.LANE_UNAVAILABLE,
                    rejection.scope() + " has no current view of the market; try again");
            case DECIDED_ELSEWHERE -> RequestFault.of(ErrorReason.OUTCOME_UNKNOWN,
                    "another data center was asked first and has decided it: ask there");
            case LANE_FAILED ->
                    RequestFault.of(ErrorReason.INTERNAL, rejection.scope() + " failed on it; the node's log says why");
            case ENTITY_NAME_TAKEN ->
                    RequestFault.of(ErrorReason.NAME_UNUSABLE, "this id cannot be used here; choose another");
        };
    }
}
