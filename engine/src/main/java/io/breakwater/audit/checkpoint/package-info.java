/**
 * Signed checkpoints kept outside the journal, in {@code DATA/checkpoints} and wherever else the operator wants a copy:
 * one JSON file each, with the number, term, digest and state hash of every log. A cut tail, a deleted log and a chain
 * made anew show against them (I-09).
 *
 * <p>A signature proves no more than that the holder of the key wrote the file: whoever has taken over the node's
 * directory has its key. So a copy of checkpoints and public key belongs on another machine.
 * <ol>
 * <li>The private key never leaves its file, which only its owner may read; backups do not hold it.</li>
 * <li>A checkpoint file is complete and synced under its name, or absent.</li>
 * <li>At most {@link io.breakwater.audit.checkpoint.CheckpointFiles#MOST_FILES} are kept, thinned out towards the
 *     past.</li>
 * </ol>
 */
package io.breakwater.audit.checkpoint;
