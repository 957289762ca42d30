package io.breakwater.actors.scope;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Puts scopes into REDUCING while what is known here of another data center is too old, and takes that back once it is
 * young of all of them. What is known of a fenced one is too old from the fence on until it is let in again: whoever
 * traded there may have done so unseen. A peer that nothing is known of yet, as after a start, is as old as this lane's
 * serving: it restricts nothing before the bound, and lifts nothing at all.
 */
public final class LinkAgeing implements LaneDuty<Scope, ScopeCommand, ScopeEvent> {
    private final LaneId id;
    private final Bound bound;
    private final PeerAges ages;
    /** Scopes that it was placed on when the lane began, whether or not they are still named. */
    private final Set<String> found = new HashSet<>();
    private long servingMicros;

    /**
     * When it restricts, and what.
     *
     * @param age of what is known of a peer; beyond it is too old
     * @param scopes such as {@code everything}; none: nothing is restricted
     */
    public record Bound(Duration age, List<String> scopes) {}

    public LinkAgeing(LaneId id, Bound bound, PeerAges ages) {
        this.id = id;
        this.bound = bound;
        this.ages = ages;
    }

    @Override
    public void serving(LaneState<Scope> state, ActorRef<LaneCommand<Scope, ScopeCommand>> lane) {
        state.entities().forEach((_, entity) -> {
            if (isPlaced(entity.state())) {
                found.add(entity.name());
            }
        });
    }

    @Override
    public List<Own<ScopeCommand>> due(LaneState<Scope> state, long nowMicros) {
        servingMicros = servingMicros == 0 ? nowMicros : servingMicros;
        if (bound.scopes().isEmpty() && found.isEmpty()) {
            return List.of();
        }
        Map<String, Long> known = ages.caughtUpMicros();
        Optional<Set<String>> fenced = ages.fenced();
        Set<String> old = new TreeSet<>();
        known.forEach((peer, caughtUp) -> {
            if (fenced.isPresent() && fenced.get().contains(peer)) {
                old.add(peer + " (fenced)");
            } else if (nowMicros - (caughtUp == 0 ? servingMicros : caughtUp) > bound.age().toNanos() / 1_000) {
                old.add(peer);
            }
        });
        boolean young = old.isEmpty() && fenced.isPresent() && !known.containsValue(0L);
        return changes(state, old, young);
    }

    private List<Own<ScopeCommand>> changes(LaneState<Scope> state, Set<String> old, boolean young) {
        List<Own<ScopeCommand>> changes = new ArrayList<>();
        for (String scope : bound.scopes()) {
            if (id.owns(scope) && !old.isEmpty() && !isPlaced(state.stateOf(scope))) {
                changes.add(new Own<>(scope, new ScopeFact.LinkAged(
                        "what is known of " + String.join(", ", old) + " may be older than " + bound.age())));
                found.add(scope);
            }
        }
        for (String scope : found) {
            boolean holds = bound.scopes().contains(scope) && !young;
            if (!holds && isPlaced(state.stateOf(scope))) {
                changes.add(new Own<>(scope, new ScopeFact.LinkRenewed()));
            }
        }
        return changes;
    }

    private static boolean isPlaced(Scope scope) {
        return scope != null && scope.restrictions().find(Restrictions.LINK_AGE) != null;
    }
}
