/**
 * Proves what was decided: follows every log's chain, compares it with signed checkpoints and snapshots, folds it from
 * its first block and takes every decision again; explains one decision; tells a state as of a moment; exports.
 *
 * <p>It reads logs and nothing else: no actor, no lane, no memory of the node (I-06, I-09). It changes nothing; only
 * {@code audit.restore} writes, into an empty directory. It does not trust what it reads: what cannot be read, or is
 * not what was written, is {@link io.breakwater.audit.Damage} with its place, never an exception that ends the audit.
 * <ol>
 * <li>Memory is bounded by one lane's state a thread, whatever the length of its log.</li>
 * <li>The store is read in pages, so that a running node can close it and its writer never waits.</li>
 * <li>Behind a block that is missing or cannot be read the state is not known: what follows is counted as not
 *     re-takeable, not guessed.</li>
 * </ol>
 */
package io.breakwater.audit;
