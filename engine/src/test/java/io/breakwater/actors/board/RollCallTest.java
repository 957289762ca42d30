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
    /** Waits for whoever is slow to answer. */
    private ActorRef<RollCall.Message> patient;
    /** Waits for nobody who does not mean to answer. */
    private ActorRef<RollCall.Message> brief;

    private ActorRef<RollCall.Message> spawned(Duration patience) {
        ActorRef<RollCall.Message> rollCall =
                kit.spawn(RollCall.of(new ViewSetup(NODE, Duration.ofSeconds(3), true), patience));
        assertAnswered(call(rollCall));
        return rollCall;
    }

    @BeforeAll
    void start() {
        patient = spawned(Duration.ofHours(1));
        brief = spawned(Duration.ofMillis(100));
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

    private CompletableFuture<Set<String>> call(ActorRef<RollCall.Message> rollCall) {
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        rollCall.tell(new RollCall.Call("perpetual", TradingState.HALTED, answer));
        return answer;
    }

    private static void assertAnswered(CompletableFuture<Set<String>> called, String... nodes) {
        assertThat(called).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(Set.of(nodes));
    }

    private ViewMessage.Roll asked() {
        ViewMessage.Roll roll = member.expectMessageClass(ViewMessage.Roll.class);
        assertThat(roll.instrument()).isEqualTo("perpetual");
        assertThat(roll.least()).isEqualTo(TradingState.HALTED);
        return roll;
    }

    private static void answer(ViewMessage.Roll roll, boolean shows) {
        roll.replyTo().tell(new ViewMessage.Named(roll.call(), NODE, shows));
    }

    @Test
    void namesThoseThatShowIt() {
        CompletableFuture<Set<String>> called = call(patient);
        answer(asked(), true);
        assertAnswered(called, NODE);
    }

    @Test
    void leavesOutThoseThatDoNot() {
        CompletableFuture<Set<String>> called = call(patient);
        answer(asked(), false);
        assertAnswered(called);
    }

    @Test
    void leavesOutThoseThatAreSilent() {
        assertAnswered(call(brief));
        asked();
    }

    @Test
    void whatIsSaidTooLateAnswersNoOtherCall() {
        CompletableFuture<Set<String>> called = call(patient);
        ViewMessage.Roll roll = asked();
        patient.tell(new RollCall.Late(roll.call()));
        assertAnswered(called);
        CompletableFuture<Set<String>> next = call(patient);
        ViewMessage.Roll other = asked();
        answer(roll, true);
        answer(other, false);
        assertAnswered(next);
    }
}
