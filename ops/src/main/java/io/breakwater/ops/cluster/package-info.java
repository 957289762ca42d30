/**
 * A whole cluster on this machine: Cassandra and engine nodes as processes of their own, which outlive whoever started
 * them. For trials, tests and the demonstration; an installation starts its nodes by other means.
 *
 * <p>Not here: what the nodes do. Invariant it carries: a process is ended only where its id and its start are those
 * that were noted.
 */
package io.breakwater.ops.cluster;
