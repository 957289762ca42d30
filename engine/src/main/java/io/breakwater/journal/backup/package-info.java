/**
 * Backups of an embedded store: a consistent cut of the running store, copied away, read through and written down in
 * a manifest; and the way back into an empty directory.
 *
 * <p>It does not decide when to back up, does not know what a block means, and never writes into a store that has
 * anything in it.
 * <ol>
 * <li>A directory without {@code manifest.json} is no backup: it is written last.</li>
 * <li>A backup is acknowledged after its files were synced and every row in them was read.</li>
 * <li>A restore fills an empty directory or changes nothing.</li>
 * </ol>
 */
package io.breakwater.journal.backup;
