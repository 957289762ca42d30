/**
 * The journal of production: logs in Cassandra, shared by all nodes of a data center, behind Pekko's journal, snapshot
 * and query plugins.
 *
 * <p>It is no database for anything else and knows nothing of lanes or blocks: a row is bytes, the same bytes that the
 * embedded store keeps. The invariants of {@code io.breakwater.journal} hold here by number:
 * <ol>
 * <li>{@link io.breakwater.journal.cassandra.Append} is settled when a conditional insert was applied at
 *     LOCAL_QUORUM, or a serial read has found its very bytes; replicas must sync their commit log first, which the
 *     start checks.</li>
 * <li>Every insert is conditional on its number being free, decided at LOCAL_SERIAL.</li>
 * <li>A timeout says nothing: the number is read at LOCAL_SERIAL and the same bytes are offered again, until one
 *     answer is certain or the patience is over; then the append is unknown, and the lane reads its log again.</li>
 * <li>Every row carries a checksum over its place and bytes ({@link io.breakwater.journal.RowCodec}).</li>
 * </ol>
 */
package io.breakwater.journal.cassandra;
