/**
 * The record that all data centers of an environment share where a third site keeps a witness: terms of limits, and
 * for each data center a lease that it renews. Two of three sites are a majority; the witness runs a replica of the
 * record and no engine.
 *
 * <p>Not here: what is decided about limits ({@code domain.span}), and what is done once a lease has run out
 * ({@code app}). No limit rests on a lease: what a fence leaves to be used is bounded by windows, whoever has noticed
 * it. A lease decides when a fence may be set without a person, and when a data center stops by itself.
 *
 * <p>Invariants it carries: terms change one version after the other; nobody is fenced whose lease still holds by its
 * own clock, as long as clocks run no more apart than the drift allows; nothing that timed out is taken for done or for
 * not done before it was read again.
 */
package io.breakwater.link.record;
