package io.breakwater.actors.cluster;

import org.apache.pekko.actor.typed.ActorRef;

/** What nodes tell each other of the clusters that they are in. */
public sealed interface ClusterMessage {

    /** Asks a node how its cluster stands. @param round the asker's own name for it, returned in the answer */
    record Which(long round, ActorRef<ClusterMessage> replyTo) implements ClusterMessage {}

    /** A node's answer to {@link Which}. */
    record Told(long round, ClusterStanding standing) implements ClusterMessage {}

    /** Time to look; stays on its node. */
    enum Look implements ClusterMessage {
        /** Now and again. */
        NOW
    }
}
