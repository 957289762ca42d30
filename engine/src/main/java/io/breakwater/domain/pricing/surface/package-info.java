/**
 * What the market says about volatility, made whole: the forward of an expiry by put-call parity, a smile per expiry
 * fitted to bids and offers, and the surface of all expiries, free of static arbitrage as Gatheral and Jacquier state
 * it. It gives every option a volatility, also the half of a chain that nobody trades or quotes.
 *
 * <p>Not here: which quotes may be believed, how old they are, and what becomes of the marks ({@code domain.marks}).
 *
 * <p>Invariants it carries: the same quotes give the same surface on every machine (I-06); a smile that is not free of
 * arbitrage is not given out (I-02); iterations and grids are bounded (I-10).
 */
package io.breakwater.domain.pricing.surface;
