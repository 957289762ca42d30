/**
 * What a counterparty's lane does beside deciding: summaries of what was throttled, looking at the market again,
 * reports to the caps above. Each is a {@link io.breakwater.actors.lane.LaneDuty}.
 *
 * <p>Not here: the rules of any of it, which are the counterparty's. Invariants it carries: what a cap above is told is
 * durable first (I-04); what is remembered has a bound (I-10).
 */
package io.breakwater.actors.counterparty;
