package io.breakwater.kernel;

/**
 * Why a request was refused: a stable code and the numbers behind it. Never an exception: a caller may cause it.
 * Numbers that do not apply are 0 and their unit is {@link Unit#NONE}.
 */
public interface Rejection {

    /** Stable, documented in docs/api/refusals.md, never reused for another meaning. */
    String code();

    /** The scope whose rule refused, such as {@code firms/acme} or {@code counterparties/acme/accounts/main}. */
    String scope();

    /** The cap, in {@link #unit()}. */
    long limit();

    /** What was used before this request, in {@link #unit()}. */
    long current();

    /** What this request asked for, in {@link #unit()}. */
    long requested();

    Unit unit();

    /** What the numbers are about: an instrument, an underlying, an order; empty when nothing more can be said. */
    String subject();
}
