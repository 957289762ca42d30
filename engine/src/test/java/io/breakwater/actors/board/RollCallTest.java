package io.breakwater.actors.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.TradingState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who shows a control: only those that say so, in time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollCallTest {
    private static final String NODE = "pekko://breakwater@a:1";

    private final ActorTestKit kit = ActorTestKit.create("roll", ConfigFactory.parseString(
            "pekko.loglevel = WARNING, pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private final TestProbe<ViewMessage> member = kit.createTestProbe();
    private ActorRef<RollCall.Message> rollCall;

    @BeforeAll
    void start() {
        rollCall = kit.spawn(RollCall.of(new ViewSetup(NODE, Duration.ofSeconds(3), true)));
        assertThat(call()).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Set.of());
        TestProbe<Receptionist.Registered> registered = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.register(ViewFeed.SHOWING, member.ref(), registered.ref()));
        registered.receiveMessage();
        TestProbe<Receptionist.Listing> listed = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.subscribe(ViewFeed.SHOWING, listed.ref()));
        listed.fishForMessage(Duration.ofSeconds(20), listing -> listing.getServiceInstances(ViewFeed.SHOWING).isEmpty()
                ? FishingOutcomes.continueAndIgnore()
                : FishingOutcomes.complete());
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    private CompletableFuture<Set<String>> call() {
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        rollCall.tell(new RollCall.Call("perpetual", TradingState.HALTED, answer));
        return answer;
    }

    private void answer(boolean shows) {
        ViewMessage.Roll roll = member.expectMessageClass(ViewMessage.Roll.class);
        assertThat(roll.instrument()).isEqualTo("perpetual");
        assertThat(roll.least()).isEqualTo(TradingState.HALTED);
        roll.replyTo().tell(new ViewMessage.Named(roll.call(), NODE, shows));
    }

    @Test
    void namesThoseThatShowIt() {
        CompletableFuture<Set<String>> called = call();
        answer(true);
        assertThat(called).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Set.of(NODE));
    }

    @Test
    void leavesOutThoseThatDoNot() {
        CompletableFuture<Set<String>> called = call();
        answer(false);
        assertThat(called).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Set.of());
    }

    @Test
    void leavesOutThoseThatAreSilentAndWhatTheySayLater() {
        CompletableFuture<Set<String>> called = call();
        assertThat(called).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Set.of());
        answer(true);
        CompletableFuture<Set<String>> next = call();
        answer(true);
        assertThat(next).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Set.of(NODE));
    }
}
