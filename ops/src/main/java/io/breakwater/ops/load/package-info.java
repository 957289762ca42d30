/**
 * A seeded load for a node: skew, mix and order flow as venues see them, and the packed streams that carry it through
 * the real API. Used by the demo and by benches. Judges nothing: what a node answers is only counted and followed.
 */
package io.breakwater.ops.load;
