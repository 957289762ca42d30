package io.breakwater.actors.scope;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.scope.FirstParts;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Asks for a part in the name of holders that keep nothing, where a cap changes of which nobody keeps anything: a data
 * center that takes part in a limit again has it lent anew, and its counterparties had given back all they had. While
 * it is lent bit by bit their parts grow with it, and a while beyond; not for good, or rights would come to rest with
 * who does not trade. When the lane starts all caps are looked at like that. Advice, in no state: who is passed over
 * asks with its first order.
 */
public final class FirstGrants implements LaneDuty<Scope, ScopeCommand, ScopeEvent> {
    private static final int MOST_A_TICK = 4_096;
    private static final long GROWS_MICROS = 10_000_000;
    /** A part grows by more than such a part of it: each of the scope's holders has an event for it. */
    private static final long WORTH_AN_EVENT = 4;

    private final Map<Cap, Growing> growing = new LinkedHashMap<>();

    private record Cap(String scope, Measure measure) {}

    /** For those of one cap; no more of them than it has holders. */
    private static final class Growing {
        private final Map<String, Long> begun = new HashMap<>();
        private long part;
        private long untilMicros;
        /** Whether it was looked at since the cap has changed. */
        private boolean isSeen;

        void anew() {
            part = 0;
            untilMicros = 0;
            isSeen = false;
        }

        /** The cap has changed again: as long from now on, unless it was over. */
        void further(long nowMicros) {
            if (!isOver(nowMicros)) {
                untilMicros = 0;
                isSeen = false;
            }
        }

        boolean isSharing() {
            return !isSeen || !begun.isEmpty();
        }

        boolean isOver(long nowMicros) {
            untilMicros = untilMicros == 0 ? nowMicros + GROWS_MICROS : untilMicros;
            return untilMicros < nowMicros;
        }

        List<ScopeFact.HolderReported> words(Escrow cap, int most) {
            isSeen = true;
            long now = FirstParts.part(cap);
            if (now <= part + part / WORTH_AN_EVENT) {
                return List.of();
            }
            List<ScopeFact.HolderReported> words = FirstParts.words(cap, begun, most);
            part = words.size() < most ? now : part;
            return words;
        }
    }

    @Override
    public void serving(LaneState<Scope> state, ActorRef<LaneCommand<Scope, ScopeCommand>> lane) {
        state.entities().forEachSorted((_, entity) -> entity.state().escrows().forEach(escrow ->
                growing.put(new Cap(entity.name(), escrow.measure()), new Growing())));
    }

    @Override
    public boolean committed(Change<Scope, ScopeEvent> change) {
        for (int i = 0; i < change.size(); i++) {
            Measure measure = switch (change.event(i)) {
                case ScopeEvent.RightsLent lent -> lent.grant().measure();
                case ScopeEvent.CapSet set -> set.command().limit().measure();
                case null, default -> null;
            };
            if (measure != null) {
                changed(change, new Cap(change.entity(), measure));
            }
        }
        return true;
    }

    private void changed(Change<Scope, ScopeEvent> change, Cap cap) {
        if (isBare(change.before(), cap.measure()) || isBare(change.after(), cap.measure())) {
            growing.computeIfAbsent(cap, _ -> new Growing()).anew();
        } else if (growing.containsKey(cap)) {
            growing.get(cap).further(change.nowMicros());
        }
    }

    /** Whether what the scope was lent is being shared out to holders that kept nothing: none of it is idle then. */
    boolean isSharing(String scope, Measure measure) {
        Growing cap = growing.get(new Cap(scope, measure));
        return cap != null && cap.isSharing();
    }

    private static boolean isBare(Scope scope, Measure measure) {
        Escrow cap = scope.escrow(measure);
        return cap != null && FirstParts.isBare(cap);
    }

    @Override
    public List<Own<ScopeCommand>> due(LaneState<Scope> state, long nowMicros) {
        growing.values().removeIf(each -> each.isOver(nowMicros));
        List<Own<ScopeCommand>> due = new ArrayList<>();
        growing.forEach((cap, each) -> each.words(
                state.stateOf(cap.scope()).escrow(cap.measure()), MOST_A_TICK - due.size())
                .forEach(word -> due.add(new Own<>(cap.scope(), word))));
        return due;
    }
}
