/**
 * Limits that span data centers: one entity a limit in each data center's own log, which decides alone within the
 * rights that it has there.
 *
 * <p>Not here: the arithmetic of rows ({@code domain.escrow}), what is done with the rights that were reserved (a scope
 * shares them out, {@code domain.scope}), how blocks travel (links), and who may take over (the three-site record,
 * whose word arrives as {@link io.breakwater.domain.span.SpanTerms}).
 *
 * <p>Invariants it carries: what all data centers let through stays within the limit (I-04); one request id has one
 * outcome, and one that was first sent elsewhere is not decided here (I-05); members, holds and memory are bounded
 * (I-10).
 */
package io.breakwater.domain.span;
