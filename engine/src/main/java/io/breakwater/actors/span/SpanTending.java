package io.breakwater.actors.span;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Has every limit of a lane say, ask, give and lend what is due, once a tick: a fact that changes nothing leaves no
 * event.
 *
 * @param tendsARoundTrip ticks while a word travels to a peer and back
 * @param leased whether this data center holds its lease in the record; always where there is none
 */
public record SpanTending(long tendsARoundTrip, BooleanSupplier leased)
        implements LaneDuty<Span, SpanCommand, SpanEvent> {

    @Override
    public List<Own<SpanCommand>> due(LaneState<Span> state, long nowMicros) {
        List<Own<SpanCommand>> due = new ArrayList<>();
        boolean held = leased.getAsBoolean();
        state.entities().forEachSorted((key, entity) -> {
            if (entity.state().exists() && entity.state().lapsed() == held) {
                due.add(new Own<>(entity.name(), new SpanFact.LeaseTold(held)));
            }
            if (entity.state().exists()) {
                due.add(new Own<>(entity.name(), new SpanFact.Tend(tendsARoundTrip)));
            }
            if (entity.state().lendsMore()) {
                due.add(new Own<>(entity.name(), new SpanFact.ScopeReported(entity.state().lending())));
            }
        });
        return due;
    }
}
