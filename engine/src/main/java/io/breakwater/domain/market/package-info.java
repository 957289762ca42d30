/**
 * The market as decisions see it: immutable versions of instruments, their marks, wider trading states and the policy,
 * each the fold of what the tape recorded.
 *
 * <p>Not here: how marks are judged when they arrive ({@code domain.instrument}), who publishes a version and when.
 *
 * <p>Invariants it carries: a version is a pure function of the tape (I-06); what is not in it is unknown, and unknown
 * is refused (I-02); placed states are bounded (I-10).
 */
package io.breakwater.domain.market;
