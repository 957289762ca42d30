package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.kernel.Table;

/**
 * What holds a counterparty back: restrictions placed on it and limits it is passively past.
 *
 * @param restrictions by id, at most {@link #MAX_RESTRICTIONS}
 * @param breaches open ones, by measure: what was used when it opened
 */
public record Standing(Table<Long, Restriction> restrictions, Table<Measure, Long> breaches) {

    public static final int MAX_RESTRICTIONS = 256;
    public static final Standing GOOD = new Standing(Table.empty(), Table.empty());

    /** The strictest of what holds now. */
    public TradingState stateAt(long nowMicros) {
        TradingState state = breaches.isEmpty() ? TradingState.ACTIVE : TradingState.REDUCING;
        for (int i = 0; i < restrictions.size(); i++) {
            Restriction restriction = restrictions.valueAt(i);
            state = restriction.holdsAt(nowMicros) ? state.strictest(restriction.state()) : state;
        }
        return state;
    }

    Standing placed(Restriction restriction) {
        return new Standing(restrictions.put(restriction.id(), restriction), breaches);
    }

    Standing lifted(long restriction) {
        return new Standing(restrictions.remove(restriction), breaches);
    }

    Standing breached(Measure measure, long used) {
        return new Standing(restrictions, breaches.put(measure, used));
    }

    Standing cured(Measure measure) {
        return new Standing(restrictions, breaches.remove(measure));
    }
}
