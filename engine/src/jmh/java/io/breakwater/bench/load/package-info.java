/**
 * The load that benches decide: who sends how much of it, what orders are made of, and the market that they are judged
 * in. Seeded, so that every side of a comparison decides the same commands. It knows nothing of how they are decided.
 */
package io.breakwater.bench.load;
