/**
 * Calculators without state: what lots are worth, expose and need as margin, at one market view: standard margin by
 * instrument, and portfolio margin by sums of risk arrays.
 *
 * <p>Not here: whose lots they are and what is allowed ({@code domain.counterparty}); what an option is worth
 * ({@code domain.pricing}).
 *
 * <p>Invariants it carries: what cannot be priced has no figure rather than zero, and what does not fit is an overflow
 * (I-02); figures are whole units rounded against the holder, so that sums are exact on any machine (I-06).
 */
package io.breakwater.domain.risk;
