package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a node that is set up with a policy counts as ready: on a time of the test's own. */
class PolicyInForceTest {
    private ActorTestKit kit;
    private ManualTime time;
    private volatile MarketView shown = MarketView.EMPTY;
    private final ViewSource views = () -> shown;

    @BeforeEach
    void start() {
        kit = ActorTestKit.create(ManualTime.config());
        time = ManualTime.get(kit.system());
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private CompletableFuture<Void> awaited(int version, boolean alone) {
        return new PolicyInForce(Optional.of(policy(version)), alone, views).await(kit.system()).toCompletableFuture();
    }

    private static Policy policy(int version) {
        String hocon = "breakwater.policy { version = " + version + ", collar-bps = " + version + " }";
        return PolicyReader.read(new SettingReader(ConfigFactory.parseString(hocon), "breakwater")).orElseThrow();
    }

    private void shows(int version) {
        shown = shown.apply(new TapeEvent.PolicyObserved(policy(version)));
    }

    @Test
    void aNodeThatIsAloneWaitsForItsOwn() {
        CompletableFuture<Void> ready = awaited(2, true);
        time.timePasses(Duration.ofMinutes(1));
        assertThat(ready).isNotDone();
        shows(2);
        time.timePasses(Duration.ofMillis(20));
        assertThat(ready).isCompleted();
    }

    /** The first of a roll-out, while the tape is with a node that has not been told yet. */
    @Test
    void aNodeAmongOthersGoesOnByAnOlderOneAfterAWhile() {
        shows(2);
        CompletableFuture<Void> ready = awaited(3, false);
        time.timePasses(Duration.ofSeconds(4));
        assertThat(ready).isNotDone();
        time.timePasses(Duration.ofSeconds(1));
        assertThat(ready).isCompleted();
    }

    @Test
    void onlyANodeAmongOthersGoesOnByANewerOne() {
        shows(3);
        assertThat(awaited(2, false)).isCompleted();
        assertThat(awaited(2, true).exceptionNow()).isInstanceOf(SettingFault.class)
                .hasMessageContaining("is 2, and the tape shows version 3");
    }

    @Test
    void noOpinionIsReadyAtOnce() {
        shows(3);
        assertThat(new PolicyInForce(Optional.empty(), true, views).await(kit.system()).toCompletableFuture())
                .isCompleted();
    }
}
