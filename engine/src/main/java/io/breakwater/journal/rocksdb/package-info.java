/**
 * The embedded journal: one RocksDB a directory and process, shared by Pekko's journal, snapshot and query plugins.
 *
 * <p>It is no database for anything else and knows nothing of lanes or blocks: a row is bytes.
 * The invariants of {@code io.breakwater.journal} hold here by number:
 * <ol>
 * <li>{@link io.breakwater.journal.rocksdb.StoreWriter} settles an append after {@code write(sync)} has returned and
 *     {@link io.breakwater.journal.rocksdb.SyncProof} has seen RocksDB sync the write-ahead log.</li>
 * <li>All appends pass one thread, which knows the highest number of each log it touches.</li>
 * <li>{@link io.breakwater.journal.rocksdb.FailureLatch} closes once; nothing opens it again.</li>
 * <li>Every row carries a checksum over its place and bytes ({@link io.breakwater.journal.RowCodec}).</li>
 * </ol>
 */
package io.breakwater.journal.rocksdb;
