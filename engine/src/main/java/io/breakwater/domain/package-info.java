/**
 * Pure rules: what may be decided and what follows from it. Every aggregate (a package below) has the same files and
 * the same two functions, decide and apply; what they share is here.
 *
 * <p>Not here: encodings ({@code log}), actors, clocks, randomness, logging, configuration. This package and those
 * below depend on {@code kernel} and {@code java.*} only and compile with an empty class path.
 *
 * <p>Invariants it carries: the same state, command and context give the same decision on any machine (I-06); what a
 * caller may cause is a refusal with a code, never an exception (I-02).
 */
package io.breakwater.domain;
