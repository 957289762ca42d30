package io.breakwater.actors.span;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Wants a part for the scope when this data center begins to take part in a limit that exists, before anybody has asked
 * for an order: half of an even part, as of a new limit. Else the first order would be refused, for it is only by that
 * that the scope knows what it lacks. Advice, in no state: a lane that starts meanwhile leaves it to the first order.
 */
public final class FirstPart implements LaneDuty<Span, SpanCommand, SpanEvent> {
    /** So often it is wanted without getting more, once a tick, where others have nothing to give. */
    private static final int TRIES = 50;

    private final Map<String, Wish> wishes = new TreeMap<>();

    /**
     * @param goal what the scope is to have: what it had, and the part
     * @param most the most that it had since
     */
    private record Wish(long goal, long most, int left) {

        static Wish of(Span joined) {
            long part = joined.terms().target() / joined.terms().members().size() / 2;
            long kept = joined.lending().kept();
            return new Wish(kept + part, kept, TRIES);
        }

        /** A window lets it come bit by bit. */
        Wish again(Lending known) {
            return known.kept() > most ? new Wish(goal, known.kept(), TRIES) : new Wish(goal, most, left - 1);
        }

        boolean isOpen(Span span) {
            return left > 0 && isMember(span) && span.lending().kept() < goal;
        }

        /** As the scope would say it. */
        SpanFact word(Lending known) {
            return new SpanFact.ScopeReported(new Lending(
                    known.granted(), known.recalled(), known.returned(), Math.max(known.wanted(), goal)));
        }
    }

    private static boolean isMember(Span span) {
        return span != null && span.exists() && span.terms().isMember(span.self());
    }

    @Override
    public boolean committed(Change<Span, SpanEvent> change) {
        Span after = change.after();
        boolean isNew = !change.before().exists() && after.local() > 0;
        if (after.grant() != null && isMember(after) && !isMember(change.before()) && !isNew) {
            wishes.put(change.entity(), Wish.of(after));
        }
        return true;
    }

    @Override
    public List<Own<SpanCommand>> due(LaneState<Span> state, long nowMicros) {
        wishes.entrySet().removeIf(each -> !each.getValue().isOpen(state.stateOf(each.getKey())));
        wishes.replaceAll((limit, wish) -> wish.again(state.stateOf(limit).lending()));
        List<Own<SpanCommand>> due = new ArrayList<>();
        wishes.forEach((limit, wish) -> due.add(new Own<>(limit, wish.word(state.stateOf(limit).lending()))));
        return due;
    }
}
