package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.domain.market.TapeEvent;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What the board is told. */
public sealed interface BoardMessage {

    /**
     * A lane has durable news for the market view. When a view that shows them is out, the lane gets {@link
     * LaneCommand.Release} for the ticket; what gets lost is told again.
     *
     * @param events each the whole truth about its subject, so that the latest says all
     * @param urgent not to be conflated: anything but marks
     */
    record Observed<S, C>(long ticket, List<TapeEvent> events, boolean urgent, ActorRef<LaneCommand<S, C>> lane)
            implements BoardMessage {

        void acknowledge() {
            lane.tell(new LaneCommand.Release<>(ticket));
        }
    }

    /** It is time to put the conflated marks on the tape; told by the board to itself. */
    record Flush() implements BoardMessage {}

    /** The tape has answered; told by the board to itself. */
    record Taped(LaneReply reply) implements BoardMessage {}
}
