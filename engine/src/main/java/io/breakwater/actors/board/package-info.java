/**
 * The market view of a node: what instruments and scopes report is put on the tape, which is a lane, and shown to all
 * deciders as soon as it is durable there.
 *
 * <p>Not here: where marks come from (feed), what a view means (domain.market). Invariants it carries: a view that a
 * decision names is durable before the decision (I-06); a halt is in force before it is acknowledged, and is not
 * conflated with marks (I-07); what waits has a bound (I-10).
 */
package io.breakwater.actors.board;
