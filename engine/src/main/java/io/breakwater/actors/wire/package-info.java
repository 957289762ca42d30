/**
 * What nodes say to each other, as bytes: commands of lanes, replies, what is read, the tape's blocks, how a cluster
 * stands. Strict like what is stored: a message that is not exactly what another node of this protocol writes is
 * dropped and logged.
 *
 * <p>Not here: what is stored (log), messages within a node, which go by reference. Invariant it carries: a message has
 * a bound (I-10); what is above it is refused where it is made, never cut.
 */
package io.breakwater.actors.wire;
