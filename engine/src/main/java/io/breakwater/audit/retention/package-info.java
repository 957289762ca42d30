/**
 * Removes what is old of the tape, on an operator's word, and leaves an anchor in its place.
 *
 * <p>It removes nothing by itself and nothing of any other log: those are the truth about money, and no state stands
 * in for them.
 * <ol>
 * <li>What is removed was read before, from where the tape began to the new anchor, and is as it was written, as far
 *     as its chain and signed checkpoints say: damage never goes with it (I-09).</li>
 * <li>The anchor is signed, stored and read back before anything goes. Killed between any two steps, the tape begins
 *     either where it did or at the new anchor, and the same command again does what is left.</li>
 * <li>Audits begin at the anchor, say so, and call nothing before it sound (I-06).</li>
 * </ol>
 */
package io.breakwater.audit.retention;
