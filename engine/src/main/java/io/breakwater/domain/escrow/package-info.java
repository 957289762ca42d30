/**
 * Limits shared by holders: one giver grants parts of a cap, each holder decides alone within its part.
 *
 * <p>Not here: what a holder does with its part ({@code domain.counterparty.Allowance}), who may set a cap
 * ({@code domain.scope}), and limits that do not add up over holders, which cannot be shared this way.
 *
 * <p>Invariants it carries: what is granted never exceeds the cap, so what is used never does (I-04); rights are
 * conserved at every step; holders are bounded (I-10).
 */
package io.breakwater.domain.escrow;
