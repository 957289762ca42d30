/**
 * What nodes of two clusters of one data center tell each other, and which of the two gives way.
 *
 * <p>Not here: who asks, and how a cluster ends (app); what a silent member is (Pekko's resolver). No invariant rests
 * on it: while there are two, the log decides who has a lane.
 */
package io.breakwater.actors.cluster;
