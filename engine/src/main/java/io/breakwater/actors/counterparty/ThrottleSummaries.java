package io.breakwater.actors.counterparty;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what a counterparty was answered without an event because it came past its rate, and books one summary a
 * second when that second is over. A summary is offered again until it shows as an event. What was counted is lost with
 * the lane: then there is no record of the excess, and none of it had any effect.
 *
 * @param <S> state of a counterparty; not looked at
 */
public final class ThrottleSummaries<S> implements LaneDuty<S, CounterpartyCommand, CounterpartyEvent> {
    /** Seconds times counterparties that are remembered, at most; excess beyond it is not counted. */
    private static final int MOST_COUNTS = 65_536;
    private static final int MOST_AT_ONCE = 1_024;
    /** How long a summary may take to become durable before it is offered again. */
    private static final long PATIENCE_MICROS = 10_000_000;
    private static final long SECOND_MICROS = 1_000_000;

    private record Second(String entity, long second) {}

    /** @param offeredMicros when it was last offered as a fact; {@link Long#MIN_VALUE} before */
    private record Count(long submits, long modifies, long offeredMicros) {
        private static final Count NONE = new Count(0, 0, Long.MIN_VALUE);

        Count with(CounterpartyCommand command) {
            boolean isModify = command instanceof CounterpartyRequest.Amend
                    || command instanceof CounterpartyRequest.Replace;
            return new Count(submits + (isModify ? 0 : 1), modifies + (isModify ? 1 : 0), offeredMicros);
        }

        Count offeredAt(long nowMicros) {
            return new Count(submits, modifies, nowMicros);
        }

        boolean isDueAt(long nowMicros) {
            return offeredMicros == Long.MIN_VALUE || offeredMicros + PATIENCE_MICROS < nowMicros;
        }
    }

    private final Map<Second, Count> counts = new LinkedHashMap<>();

    @Override
    public void throttled(String entity, CounterpartyCommand command, long nowMicros) {
        Second second = new Second(entity, nowMicros / SECOND_MICROS);
        if (counts.size() < MOST_COUNTS || counts.containsKey(second)) {
            counts.put(second, counts.getOrDefault(second, Count.NONE).with(command));
        }
    }

    @Override
    public List<Own<CounterpartyCommand>> due(LaneState<S> state, long nowMicros) {
        List<Own<CounterpartyCommand>> facts = new ArrayList<>();
        long current = nowMicros / SECOND_MICROS;
        for (Map.Entry<Second, Count> entry : counts.entrySet()) {
            Second second = entry.getKey();
            Count count = entry.getValue();
            if (second.second() < current && count.isDueAt(nowMicros) && facts.size() < MOST_AT_ONCE) {
                entry.setValue(count.offeredAt(nowMicros));
                facts.add(new Own<>(second.entity(), new CounterpartyFact.Throttled(
                        second.second(), count.submits(), count.modifies())));
            }
        }
        return facts;
    }

    @Override
    public boolean committed(Change<S, CounterpartyEvent> change) {
        for (int i = 0; !counts.isEmpty() && i < change.size(); i++) {
            if (change.event(i) instanceof CounterpartyEvent.RequestsThrottled(CounterpartyFact.Throttled summary)) {
                counts.remove(new Second(change.entity(), summary.second()));
            }
        }
        return true;
    }
}
