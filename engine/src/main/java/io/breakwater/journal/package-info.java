/**
 * The words of keeping logs: a stored row, how reading it may end, and the errors a store may answer with.
 *
 * <p>It is not a store: {@code journal.rocksdb} keeps logs in this process, {@code journal.backup} takes them away.
 * <ol>
 * <li>An append is acknowledged only after the write that holds it has been synced to the device.</li>
 * <li>A sequence number of a log is written once. A second append of it is refused ({@link
 *     io.breakwater.journal.BlockExists}): the log is the fence.</li>
 * <li>A failed write or sync is never tried again; from then on the store refuses everything.</li>
 * <li>Damage is never read over: it is named with its place and the command that restores a backup.</li>
 * </ol>
 */
package io.breakwater.journal;
