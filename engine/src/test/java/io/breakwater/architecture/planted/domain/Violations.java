package io.breakwater.architecture.planted.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.pekko.actor.typed.ActorRef;

/** Planted: what the domain never does, a class each. */
final class Violations {
    private Violations() {}

    /** Something of the platform that is not java.*. */
    static final class Foreign {
        ActorRef<String> somebody;
    }

    static final class ReadsAClock {
        long nanos() {
            return System.nanoTime();
        }
    }

    static final class ReadsTheTimeOfDay {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Draws {
        int number() {
            return new Random(1).nextInt();
        }
    }

    static final class Inexact {
        long grown(long value) {
            return (long) Math.exp(value);
        }
    }

    static final class FollowsHashes {
        final Map<String, String> map = new HashMap<>();
    }

    static final class Rounded {
        double money;

        double money() {
            return money;
        }
    }

    /** A request that sees an actor. */
    record AskingRequest(ActorRef<String> replyTo) {}
}
