/**
 * Instruments: what can be traded, under which terms, in which state, and what it is worth now.
 *
 * <p>Not here: positions and orders ({@code domain.counterparty}), the snapshot of all instruments that decisions read
 * ({@code domain.market}), and trading states of wider scopes ({@code domain.scope}).
 *
 * <p>Invariants it carries: an unknown name, a mark that cannot be and terms that contradict each other are refused
 * (I-02); one request id has one outcome (I-05); tightening is immediate and always has room (I-07); memory and
 * restrictions are bounded (I-10).
 */
package io.breakwater.domain.instrument;
