/**
 * What the Pekko Persistence plugins of all stores share: how Pekko's events and snapshots become rows, and how a
 * store's settlements become Pekko's futures.
 *
 * <p>It is no plugin and no store, and knows nothing of lanes or blocks.
 * <ol>
 * <li>A row is read back as the event that it was made of, whichever store has kept it: so rows are copied between
 *     stores byte for byte.</li>
 * </ol>
 */
package io.breakwater.journal.plugin;
