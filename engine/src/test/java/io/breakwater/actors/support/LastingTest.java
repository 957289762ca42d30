package io.breakwater.actors.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an actor throws at one message is not its end, nor that of what it holds and of its timers. */
class LastingTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration WAITING = Duration.ofSeconds(20);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static Behavior<String> counting(ActorRef<List<String>> told) {
        return Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay("tick", Duration.ofMillis(5));
            List<String> all = new ArrayList<>();
            return Behaviors.receiveMessage(word -> {
                if (word.equals("bad")) {
                    throw new IllegalArgumentException("a word that nobody understands");
                }
                all.add(word);
                told.tell(List.copyOf(all));
                return Behaviors.same();
            });
        });
    }

    @Test
    void itGoesOnWithWhatItHolds() {
        TestProbe<List<String>> probe = KIT.createTestProbe();
        ActorRef<String> actor = Lasting.start(KIT.system(), counting(probe.ref()), "lasting");
        actor.tell("first");
        actor.tell("bad");
        List<String> last = probe.receiveMessage(WAITING);
        while (!last.contains("first")) {
            last = probe.receiveMessage(WAITING);
        }
        int before = last.size();
        while (last.size() < before + 3) {
            last = probe.receiveMessage(WAITING);
        }
        actor.tell("second");
        while (!last.contains("second")) {
            last = probe.receiveMessage(WAITING);
        }
        assertThat(last).contains("first", "tick", "second").doesNotContain("bad");
    }
}
