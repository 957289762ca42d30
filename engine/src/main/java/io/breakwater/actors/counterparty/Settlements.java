package io.breakwater.actors.counterparty;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.Settling;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Has positions pay funding and end with their instruments, as the market view shows it. Counterparties are gone
 * through when something has newly ended or fallen due, until nothing is left to book, and once in a while besides: a
 * late fill may have opened what had ended. What they missed while this lane was away is read from the history.
 *
 * @param <S> state of a counterparty
 */
public final class Settlements<S> implements LaneDuty<S, CounterpartyCommand, CounterpartyEvent> {
    private static final int MOST_AT_ONCE = 1_024;
    private static final int BESIDES = 60;

    private final ViewSource views;
    private final Function<S, Counterparty> counterparty;
    private final MissedFunding missed;
    private final long periodMicros;
    private long lastMicros;
    private long seen;
    private int quiet = BESIDES;

    /**
     * @param history asked for payments that the view no longer shows
     * @param periodMicros how often the market is looked at
     */
    public Settlements(
            ViewSource views, Function<S, Counterparty> counterparty, FundingHistory history, long periodMicros) {
        this.views = views;
        this.counterparty = counterparty;
        this.missed = new MissedFunding(history);
        this.periodMicros = periodMicros;
    }

    @Override
    public List<Own<CounterpartyCommand>> due(LaneState<S> state, long nowMicros) {
        if (nowMicros - lastMicros < periodMicros) {
            return List.of();
        }
        lastMicros = nowMicros;
        MarketView view = views.current();
        long now = ends(view);
        if (now == seen && !missed.isAnswered() && ++quiet < BESIDES) {
            return List.of();
        }
        seen = now;
        List<Own<CounterpartyCommand>> facts = owed(state, view);
        quiet = facts.isEmpty() ? 0 : BESIDES;
        return facts;
    }

    private List<Own<CounterpartyCommand>> owed(LaneState<S> state, MarketView view) {
        List<Own<CounterpartyCommand>> facts = new ArrayList<>();
        missed.begin();
        state.entities().forEachSorted((key, entity) -> {
            Counterparty holder = counterparty.apply(entity.state());
            for (CounterpartyFact fact : Settling.due(holder, view, missed, MOST_AT_ONCE - facts.size())) {
                facts.add(new Own<>(entity.name(), fact));
            }
        });
        missed.end();
        return facts;
    }

    /** Differs from before where an instrument has ended or a payment was fixed since. */
    private static long ends(MarketView view) {
        long[] sum = new long[1];
        view.instruments().forEach((id, quoted) -> sum[0] += mixed(quoted));
        return sum[0];
    }

    private static long mixed(Quoted quoted) {
        long funded = quoted.funding().isEmpty() ? 0 : quoted.funding().getLast().dueAtMicros();
        long ended = quoted.hasEnded() ? 1 : 0;
        return (31 * funded + ended) * (2 * quoted.id() + 1);
    }
}
