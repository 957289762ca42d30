package io.breakwater.actors.lane;

import io.breakwater.domain.market.MarketView;

/** Where a lane takes the market view that a batch is decided on. */
@FunctionalInterface
public interface ViewSource {

    /** The newest view whose tape block is durable; never waits. */
    MarketView current();

    /** False where the tape may have something newer: then no risk is taken on it. */
    default boolean isCurrent() {
        return true;
    }
}
