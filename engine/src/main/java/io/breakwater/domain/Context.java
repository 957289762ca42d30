package io.breakwater.domain;

import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Origin;

/**
 * All that a decision may know beside the entity's own state: fixed for a batch, named in the events' envelopes.
 *
 * @param nowMicros decision time, epoch micros; never goes back within a lane
 */
public record Context(MarketView view, long nowMicros, Origin origin) {}
