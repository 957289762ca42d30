package io.breakwater.domain.escrow;

import io.breakwater.domain.Measure;

/**
 * What a scope says to one holder about one of its caps. Both figures only grow, so that the latest one heard is the
 * largest, whatever is lost, doubled or reordered on the way.
 *
 * @param scope {@code firms/x} or {@code groups/y}
 * @param granted all that was ever granted to the holder, in the measure's unit
 * @param recalled all that was ever asked back; the holder returns what it does not use
 */
public record Grant(String scope, Measure measure, long granted, long recalled) {}
