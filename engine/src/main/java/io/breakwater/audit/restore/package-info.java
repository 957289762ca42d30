/**
 * Backups of a node and the way back: the store by {@code journal.backup}, and beside it whose it is, its checkpoints
 * and its public keys.
 *
 * <p>It does not copy private keys: whoever finds a backup cannot sign in the node's name. A restored node makes a new
 * key, or keeps the one in its data directory.
 * <ol>
 * <li>A backup is a directory with {@code backup.json}, which is written last, after the copy's chains were followed
 *     and compared with the checkpoints.</li>
 * <li>A restored log gets a block with a later term than any that was seen, so that no id is made twice and a writer of
 *     before finds its number taken. What checkpoints say was lost is listed; nothing is made up for it.</li>
 * <li>Logs end where anybody's copy did. What one has granted or shown, and has lost, it learns from the others before
 *     any lane runs: nothing is granted twice (I-04).</li>
 * <li>Checkpoints of the lost tail are put aside as {@code superseded}, so that they do not accuse the restored
 *     logs; copies elsewhere still do, until the operator archives them.</li>
 * </ol>
 */
package io.breakwater.audit.restore;
