/**
 * A counterparty: accounts, positions, balances, holds, limits, restrictions, and the decisions about them.
 *
 * <p>{@link io.breakwater.domain.counterparty.Counterparty} is the state, {@code Decisions} decides a request,
 * {@code FactBooking} books a fact, {@code CounterpartyRules} are the rules in the order they are checked, and
 * {@code Application} turns an event into the next state. Nothing here reads a clock, draws a number or logs.
 *
 * <p>Not here: what instruments are and what they are worth ({@code domain.instrument}, {@code domain.market}), who
 * else shares a cap ({@code domain.scope}).
 *
 * <p>Keeps I-02, I-03, I-04, I-05, I-06 and I-11.
 */
package io.breakwater.domain.counterparty;
