/**
 * Calculators without state: what lots are worth, expose and need as margin, at one market view. The seam behind which
 * risk arrays replace the simple haircut.
 *
 * <p>Not here: whose lots they are and what is allowed ({@code domain.counterparty}).
 *
 * <p>Invariants it carries: what cannot be priced has no figure rather than zero, and what does not fit is an overflow
 * (I-02); figures are whole micro-dollars rounded against the holder, so that sums are exact on any machine (I-06).
 */
package io.breakwater.domain.risk;
