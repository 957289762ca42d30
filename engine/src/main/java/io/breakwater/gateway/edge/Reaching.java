package io.breakwater.gateway.edge;

import io.breakwater.actors.peer.PeerStanding;
import io.breakwater.actors.peer.RestrictionChange;
import io.breakwater.domain.Restrictions;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DataCenterReach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out for an answer where a change of a restriction is in force: here, once it is durable and shown, and in each
 * data center that has said so. The change itself waits for none of it. What the engine placed here by itself concerns
 * no other.
 *
 * @param here id of the own data center
 * @param patience how long the others are waited for
 */
public record Reaching(String here, Elsewhere elsewhere, Duration patience) {

    /**
     * What was changed.
     *
     * @param restriction its id
     * @param untilNanos when the call's answer is due, by {@link System#nanoTime}
     */
    public record Change(String entity, long restriction, boolean lifted, long untilNanos) {}

    /** Fails with nothing. @param desk whose lanes have decided it */
    public <S, C> CompletionStage<Reach> of(LaneDesk<S, C> desk, Change change, Settled settled, boolean validateOnly) {
        if (validateOnly) {
            return CompletableFuture.completedStage(Reach.NOWHERE);
        }
        String log = desk.door().logOf(change.entity());
        if (Restrictions.isOwn(change.restriction())) {
            return CompletableFuture.completedStage(shown(settled.position(), log, List.of()));
        }
        return block(desk, change, settled).thenCompose(block -> elsewhere.of(
                new RestrictionChange(log, block, change.entity(), change.restriction(), change.lifted()),
                untilNanos(change))).thenApply(standings -> shown(settled.position(), log, standings));
    }

    /** A repeated answer names no block: by now it is no later than the last one of its log. */
    private static <S, C> CompletionStage<Long> block(LaneDesk<S, C> desk, Change change, Settled settled) {
        long block = settled.position().getNumber();
        return block > 0 ? CompletableFuture.completedStage(block)
                : desk.door().head(desk.door().laneOf(change.entity()))
                        .handle((head, failure) -> failure == null ? head.number() : 0L);
    }

    private long untilNanos(Change change) {
        long patient = System.nanoTime() + patience.toNanos();
        return patient - change.untilNanos() < 0 ? patient : change.untilNanos();
    }

    private Reach shown(BlockPosition own, String log, List<PeerStanding> standings) {
        List<DataCenterReach> inForce = new ArrayList<>(List.of(Reach.inForce(here, own)));
        List<DataCenterReach> pending = new ArrayList<>();
        for (PeerStanding standing : standings) {
            if (standing.isInForce()) {
                inForce.add(Reach.inForce(standing.dataCenter(),
                        BlockPosition.newBuilder().setLog(log).setNumber(standing.block()).build()));
            } else {
                pending.add(Reach.pending(standing.dataCenter(), standing.reason()));
            }
        }
        return new Reach(List.copyOf(inForce), List.copyOf(pending));
    }
}
