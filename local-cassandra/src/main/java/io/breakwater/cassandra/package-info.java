/**
 * Cassandra as processes of this machine: for tests, benches and trials; and ports and a Java 17 for these and other
 * local processes.
 *
 * <p>It is no driver and no administration of a real cluster, and what it starts is not for production: little memory,
 * no authentication unless asked for, everything on loopback addresses.
 * <ol>
 * <li>Its class path was resolved when this module was built and is that of the started processes alone.</li>
 * <li>A ring that is closed has ended: every process was waited for.</li>
 * <li>The commit log is synced before a write is acknowledged.</li>
 * </ol>
 */
package io.breakwater.cassandra;
