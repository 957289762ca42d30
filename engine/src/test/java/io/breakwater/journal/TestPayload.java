package io.breakwater.journal;

import org.apache.pekko.actor.ActorRef;

/** A payload whose serializer needs to know the actor system it serializes for. */
public record TestPayload(ActorRef ref) {
}
