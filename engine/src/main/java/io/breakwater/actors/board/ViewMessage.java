package io.breakwater.actors.board;

import org.apache.pekko.actor.typed.ActorRef;

/** What the node that has the tape and those that show the market view tell each other. */
public sealed interface ViewMessage {

    /** A block of the tape is durable. */
    record TapeBlock(int term, long number, byte[] block) implements ViewMessage {}

    /**
     * The tape is served and stands at this block; told every so often. Who does not hear it, or has not that block,
     * has no current view.
     *
     * @param feed who wants to hear what is shown
     */
    record Pulse(int term, long number, ActorRef<ViewMessage> feed) implements ViewMessage {}

    /** A node shows the view as of this block. @param node its address */
    record Shown(String node, int term, long number) implements ViewMessage {}
}
