package io.breakwater.actors.instrument;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.instrument.InstrumentFact;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells instruments what time it is: that they have expired, may settle, or are to fix a payment of funding. Asked
 * anew every so often from what is durable, so that nothing is lost with a node, and nothing is done twice.
 */
public final class Calendar implements LaneDuty<Instrument, InstrumentCommand, InstrumentEvent> {
    private static final int MOST_AT_ONCE = 1_024;

    private final long periodMicros;
    private long lastMicros;

    /** @param period how often instruments are looked at */
    public Calendar(Duration period) {
        periodMicros = period.toNanos() / 1_000;
    }

    @Override
    public List<Own<InstrumentCommand>> due(LaneState<Instrument> state, long nowMicros) {
        if (nowMicros - lastMicros < periodMicros) {
            return List.of();
        }
        lastMicros = nowMicros;
        List<Own<InstrumentCommand>> facts = new ArrayList<>();
        state.entities().forEachSorted((key, entity) -> {
            InstrumentFact due = facts.size() < MOST_AT_ONCE ? entity.state().due(nowMicros) : null;
            if (due != null) {
                facts.add(new Own<>(entity.name(), due));
            }
        });
        return facts;
    }
}
