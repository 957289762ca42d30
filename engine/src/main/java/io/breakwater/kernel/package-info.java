/**
 * The words everyone uses: exact arithmetic, decimal text, persistent maps, hashes, request ids, bounds and invariants.
 *
 * <p>Not here: rules of the domain, encodings, actors, clocks and randomness. Time and ids enter as arguments, so that
 * the same inputs give the same result on any machine (I-06). Everything depends on this package; it depends on
 * {@code java.*} only.
 *
 * <p>Invariants it carries: arithmetic that does not fit is refused, never wrapped (I-02); iteration never follows the
 * identity hash of an object (I-06); every size has a bound its caller names (I-10).
 */
package io.breakwater.kernel;
