/**
 * What instruments are worth, from what venues show: indices of constituents, perpetuals and futures from their
 * premium over the index, options from a fitted surface. Pure folds over plain observations.
 *
 * <p>Not here: how venues' messages become observations, who may set a mark, and the average that settles
 * ({@code domain.instrument}).
 *
 * <p>Invariants it carries: the same observations in the same order give the same marks (I-06); stale and missing
 * inputs give no mark rather than an old one (I-02); what is remembered is bounded (I-10).
 */
package io.breakwater.domain.marks;
