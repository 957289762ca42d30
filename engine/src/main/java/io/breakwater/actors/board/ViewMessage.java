package io.breakwater.actors.board;

import io.breakwater.domain.TradingState;
import org.apache.pekko.actor.typed.ActorRef;

/** What the node that has the tape and those that show the market view tell each other. */
public sealed interface ViewMessage {

    /** A block of the tape is durable. */
    record TapeBlock(int term, long number, byte[] block) implements ViewMessage {}

    /**
     * The tape is served and stands at this block; told every so often. Who gets no answer, or has not that block, has
     * no current view.
     *
     * @param answers the receiver's {@link Shown#asking}: after that was sent the log of the tape had no block of
     *     anybody else; 0 where none can be answered yet
     * @param feed who wants to hear what is shown
     */
    record Pulse(int term, long number, long answers, ActorRef<ViewMessage> feed) implements ViewMessage {}

    /**
     * A node shows the view as of this block, and asks whether there is a newer one.
     *
     * @param node its address
     * @param asking its own name for this question, never 0
     */
    record Shown(String node, int term, long number, long asking) implements ViewMessage {}

    /**
     * Asks a node whether its view shows an instrument in this state or a stricter one.
     *
     * @param call the asker's, returned in the answer
     */
    record Roll(long call, String instrument, TradingState least, ActorRef<ViewMessage> replyTo)
            implements ViewMessage {}

    /** A node's answer to a {@link Roll}. @param node its address */
    record Named(long call, String node, boolean shows) implements ViewMessage {}
}
