package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.kernel.Table;

/**
 * Trading states placed on scopes wider than a counterparty: {@code everything}, {@code firms/x}, {@code groups/x},
 * {@code venues/x}, {@code underlyings/x}. They travel outside the conflation of marks. A scope that is not named is
 * ACTIVE.
 *
 * @param version raised at every change of a trading state, an instrument's own included
 * @param states at most {@link #MAX_SCOPES} scopes, none of them ACTIVE
 */
public record Controls(long version, Table<String, TradingState> states) {

    public static final int MAX_SCOPES = 10_000;
    public static final String EVERYTHING = "everything";
    public static final Controls NONE = new Controls(0, Table.empty());

    public boolean isEmpty() {
        return states.size() == 0;
    }

    public TradingState of(String scope) {
        TradingState state = states.get(scope);
        return state == null ? TradingState.ACTIVE : state;
    }

    public Controls with(String scope, TradingState state) {
        Table<String, TradingState> changed =
                state == TradingState.ACTIVE ? states.remove(scope) : states.put(scope, state);
        return new Controls(version + 1, changed);
    }

    /** An instrument's own trading state has changed; those placed here have not. */
    Controls restated() {
        return new Controls(version + 1, states);
    }
}
