/**
 * What lanes learn from other data centers: {@link io.breakwater.actors.peer.PeerReader} reads the copies that links
 * have made durable here, folds them to facts and has the lane of the same number book them. And what came of what they
 * learnt from here: {@link io.breakwater.actors.peer.PeerWitness} finds the blocks that book a restriction.
 *
 * <p>Not here: how blocks travel and where copies are kept (links and the journal), and what the facts do (domain).
 *
 * <p>Invariants it carries: nothing learnt from a peer counts before an own block that says so is durable, and a lane
 * that starts again misses nothing of it (I-06); what is read at once is bounded (I-10).
 */
package io.breakwater.actors.peer;
