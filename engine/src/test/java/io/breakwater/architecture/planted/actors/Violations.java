package io.breakwater.architecture.planted.actors;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.pattern.StatusReply;

/** Planted: what actors never do, a class each. */
final class Violations {
    private Violations() {}

    static final class Sleeps {
        void sleep() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    static final class Waits {
        String answer(CompletableFuture<String> answer) {
            return answer.join();
        }
    }

    static final class Asks {
        CompletionStage<String> ask(ActorRef<ActorRef<String>> other, ActorSystem<?> system) {
            return AskPattern.ask(other, replyTo -> replyTo, Duration.ofSeconds(1), system.scheduler());
        }
    }

    static final class AnswersWithText {
        StatusReply<String> answer() {
            return StatusReply.error("something went wrong");
        }
    }

    static final class SerialHelper {
        Class<?> stream() {
            return ObjectOutputStream.class;
        }

        void write(ObjectOutputStream stream) throws IOException {
            stream.flush();
        }
    }

    static final class TextUtil {}

    interface IThing {}
}
