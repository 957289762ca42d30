/**
 * Durable decisions with Cassandra as the journal, beside the stock way of keeping an entity in Cassandra and beside
 * the driver alone, all on one Cassandra process that syncs before it acknowledges.
 */
package io.breakwater.bench.cassandra;
