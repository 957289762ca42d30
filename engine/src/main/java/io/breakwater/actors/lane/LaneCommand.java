package io.breakwater.actors.lane;

import io.breakwater.log.LaneState;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a lane can be told. */
public sealed interface LaneCommand<S, C> {

    /**
     * The part of a pack that belongs to this lane. Answered once, with one {@link LaneReply}.
     *
     * @param packId the caller's, returned in the reply
     */
    record Submit<S, C>(long packId, List<SubBatch<C>> subBatches, ActorRef<LaneReply> replyTo)
            implements LaneCommand<S, C> {

        int size() {
            int size = 0;
            for (SubBatch<C> subBatch : subBatches) {
                size += subBatch.size();
            }
            return size;
        }
    }

    /**
     * Asks for a part of what is durable, from any node. Not answered while the lane is not serving.
     *
     * @param readId the reader's, returned in every piece of the answer
     */
    record Read<S, C>(long readId, LanePart part, ActorRef<Readout> replyTo) implements LaneCommand<S, C> {}

    /** The same for all of it, on the lane's own node alone: a fork by reference. */
    record ReadState<S, C>(ActorRef<LaneState<S>> replyTo) implements LaneCommand<S, C> {}

    /** Starts the lane where it is not running; otherwise nothing. */
    record Wake<S, C>() implements LaneCommand<S, C> {}

    /** The lane is to move: it answers what it has taken in, for a bounded time, and stops. */
    record Leave<S, C>() implements LaneCommand<S, C> {}

    /** What a duty held back may be answered now; see {@link LaneDuty#committed}. Unknown tickets are passed over. */
    record Release<S, C>(long ticket) implements LaneCommand<S, C> {}

    /**
     * What a peer's log says up to this number is durable here: the next header says so, and a lane that starts again
     * reads on from there. Only ever told on the lane's own node, once the facts themselves were answered.
     *
     * @param log of the peer, as headers name it
     * @param awaited whether the peer waits to hear it: then a block without events says so where no other one is due
     */
    record ReadUpTo<S, C>(String log, long number, boolean awaited) implements LaneCommand<S, C> {}

    /** The lane's front has recovered; told by nobody else. */
    record Serving<S, C>(int term, long block) implements LaneCommand<S, C> {}

    /** The lane's front stops, and takes nothing more; told by nobody else, before it answers what is open. */
    record Stopping<S, C>() implements LaneCommand<S, C> {}

    /** It is time to start again; told by nobody but the lane itself. */
    record Retry<S, C>() implements LaneCommand<S, C> {}
}
