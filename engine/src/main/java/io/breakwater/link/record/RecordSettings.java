package io.breakwater.link.record;

import io.breakwater.journal.cassandra.CassandraSettings;
import java.time.Duration;

/**
 * The record as it is set.
 *
 * @param cassandra where it is
 * @param sites whether a majority over all of Cassandra's data centers decides (SERIAL), or one within the local data
 *     center alone (LOCAL_SERIAL), which is for trials
 * @param renew how often leases are renewed and read
 * @param fenceAfter how long a link must have been cut before its peer is fenced by itself; {@link Duration#ZERO}:
 *     never
 */
public record RecordSettings(CassandraSettings cassandra, boolean sites, LeaseRule lease, Duration renew,
        Duration fenceAfter) {}
