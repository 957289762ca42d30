/**
 * Scopes wider than a counterparty: firms and groups with the caps they share out, and everything, venues and
 * underlyings as places for a trading state.
 *
 * <p>Not here: the arithmetic of sharing ({@code domain.escrow}), what a holder does with its part
 * ({@code domain.counterparty.Allowance}), and how a state reaches decisions ({@code domain.market.Controls}).
 *
 * <p>Invariants it carries: no cap is over-granted, whatever is lost, doubled or late (I-04); one request id has one
 * outcome (I-05); tightening is immediate and always has room (I-07); holders, restrictions and memory are bounded
 * (I-10).
 */
package io.breakwater.domain.scope;
