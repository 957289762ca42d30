/**
 * Lanes: how commands become durable decisions. {@link io.breakwater.actors.lane.Lane} is always there and supervises;
 * {@link io.breakwater.actors.lane.LaneStart} reads the log and raises the term; {@link
 * io.breakwater.actors.lane.LaneFront} takes packs in, has an {@link io.breakwater.actors.lane.EntityActor} an entity
 * decide them in batches, and gathers what they decided into blocks; {@link io.breakwater.actors.lane.LaneLog} stores a
 * block as one event. A command costs no message, future or reply of its own: a batch costs two messages, a pack one
 * reply, a block one append.
 *
 * <p>Not here: rules (domain), encodings and chains (log), where blocks are kept (journal).
 *
 * <p>Invariants it carries: nothing is answered before the block that it rests on is durable (I-01); controls that came
 * in before a block is sealed hold for it (I-07); every queue has a bound with a refusal (I-10). The log is the fence:
 * a lane that cannot append stops, and has acknowledged nothing that is not stored.
 */
package io.breakwater.actors.lane;
