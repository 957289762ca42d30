/**
 * Links between data centers: the blocks of each log, in order, into the journals of the others.
 *
 * <p>A data center serves the blocks of its own lanes to those that are set as its peers, and follows theirs. What
 * comes is checked against the chain and stored as {@link io.breakwater.log.PeerLog}, the same bytes, before it is
 * acknowledged; a link that was cut goes on where its copy ends. So a link is replication, off-site backup and audit
 * copy at once.
 *
 * <p>Requests of the API that name a peer are taken to it by the port where it serves its logs ({@link
 * io.breakwater.link.Forwarding}), and their answers back. They are not looked into.
 *
 * <p>Not here: what is made of a peer's blocks, and what a silent peer means for limits.
 * <ol>
 * <li>A leader sends only blocks that are durable in its own journal; a follower acknowledges only those that are
 *     durable in its (I-01).</li>
 * <li>A block is stored behind the one that it names as the one before it, or not at all. A peer whose log is
 *     shorter than the copy, or differs from it, is refused, and the copy stays as it is: it may be all that is left
 *     (I-09).</li>
 * <li>Peers of another environment, version or number of lanes are refused.</li>
 * <li>What is on its way is bounded, blocks in bytes and requests in number, on both sides (I-10).</li>
 * </ol>
 */
package io.breakwater.link;
