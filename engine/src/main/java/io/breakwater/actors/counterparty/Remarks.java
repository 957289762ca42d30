package io.breakwater.actors.counterparty;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.market.MarketView;
import io.breakwater.log.LaneState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Has counterparties look at the market again when it has moved, so that passive breaches open and close: all of those
 * with positions, once a period, spread over it: all at once they would hold up every order behind them. Those left
 * over come first the next time.
 *
 * @param <S> state of a counterparty
 */
public final class Remarks<S> implements LaneDuty<S, CounterpartyCommand, CounterpartyEvent> {
    private static final int MOST_AT_ONCE = 1_024;

    private final ViewSource views;
    private final Predicate<S> hasPositions;
    private final long periodMicros;
    private final ArrayDeque<String> left = new ArrayDeque<>();
    private MarketView seen = MarketView.EMPTY;
    private long lastMicros;
    private long askedMicros;
    private int round;

    public Remarks(ViewSource views, Predicate<S> hasPositions, long periodMicros) {
        this.views = views;
        this.hasPositions = hasPositions;
        this.periodMicros = periodMicros;
    }

    @Override
    public List<Own<CounterpartyCommand>> due(LaneState<S> state, long nowMicros) {
        MarketView now = views.current();
        if (left.isEmpty() && now != seen && nowMicros - lastMicros >= periodMicros) {
            seen = now;
            lastMicros = nowMicros;
            state.entities().forEach((key, entity) -> {
                if (hasPositions.test(entity.state())) {
                    left.addLast(entity.name());
                }
            });
            round = left.size();
        }
        int portion = portion(nowMicros);
        List<Own<CounterpartyCommand>> facts = new ArrayList<>();
        while (!left.isEmpty() && facts.size() < portion) {
            facts.add(new Own<>(left.pollFirst(), new CounterpartyFact.Remarked()));
        }
        return facts;
    }

    /** The part of a round that the time since this was last asked is of a period. */
    private int portion(long nowMicros) {
        long passed = Math.min(periodMicros, nowMicros - askedMicros);
        askedMicros = nowMicros;
        return (int) Math.min(MOST_AT_ONCE, Math.ceilDiv(round * passed, periodMicros));
    }
}
