package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.TakesLong;
import io.breakwater.app.ClusterSettings.Ended;
import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is given up by the word of a port: never by the minority, never a member whose port does not refuse. */
@TakesLong
class CoronerTest {
    private static final Ended QUICK = new Ended(Duration.ofMillis(50), 2);

    private final List<ActorSystem<Void>> systems = new ArrayList<>();

    @AfterEach
    void stop() {
        systems.forEach(ActorSystem::terminate);
    }

    private static Address address(String host) {
        return new Address("pekko", "breakwater", host, 1);
    }

    @ParameterizedTest
    @CsvSource({
        // members | silent | goes on
        "a b c, c, true",
        "a b c, a, true",
        "a b c, a b, false",
        "a b, b, true",
        "a b, a, false",
        "a b c d, c d, true",
        "a b c d, a d, false",
        "a b c d e, a b, true",
        "a, a, false"})
    void goesOnWhereTheResolverWould(String members, String silent, boolean goesOn) {
        assertThat(Coroner.goesOn(List.of(members.split(" ")).stream().map(CoronerTest::address).toList(),
                Set.of(List.of(silent.split(" ")).stream().map(CoronerTest::address).toArray(Address[]::new))))
                .isEqualTo(goesOn);
    }

    @Test
    void knowsARefusingPortFromOneThatNobodyAnswersYet() throws Exception {
        // Of those that nobody else is given: it is to stay free when it is closed.
        try (ServerSocket open = new ServerSocket(FreePorts.one(), 1)) {
            Address there = new Address("pekko", "breakwater", "127.0.0.1", open.getLocalPort());
            assertThat(taken(there)).isTrue();
            for (int i = 0; i < 4; i++) {
                // Nobody accepts: the kernel does while it has room, as it does for a frozen process.
                assertThat(refused(there)).isFalse();
            }
            open.close();
            assertThat(refused(there)).isTrue();
            assertThat(taken(there)).isFalse();
        }
    }

    private static boolean taken(Address address) throws Exception {
        return Knock.isTaken(address).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static boolean refused(Address address) throws Exception {
        return Knock.byTcp().isRefused(address).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aMemberThatEndedIsGivenUpLongBeforeTheResolverWould() throws IOException {
        List<ActorSystem<Void>> three = three(Knock.byTcp());
        three.get(2).terminate();
        await().atMost(20, TimeUnit.SECONDS).untilAsserted(
                () -> assertThat(three.subList(0, 2)).allMatch(system -> up(system) == 2 && all(system) == 2));
    }

    @Test
    void aMemberThatIsOnlySilentIsLeftToTheResolver() throws IOException {
        List<ActorSystem<Void>> three = three(_ -> CompletableFuture.completedFuture(false));
        three.get(2).terminate();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !state(three.get(0)).getUnreachable().isEmpty());
        await().during(2, TimeUnit.SECONDS).atMost(20, TimeUnit.SECONDS).until(() -> up(three.get(0)) == 3);
    }

    private static CurrentClusterState state(ActorSystem<?> system) {
        return Cluster.get(system).state();
    }

    private static long up(ActorSystem<?> system) {
        return StreamSupport.stream(state(system).getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up())).count();
    }

    private static long all(ActorSystem<?> system) {
        return StreamSupport.stream(state(system).getMembers().spliterator(), false).count();
    }

    /** Members with the settings of a node, whose resolver would take a minute, and which end without a word. */
    private List<ActorSystem<Void>> three(Knock knock) throws IOException {
        int seed = FreePorts.one();
        for (int i = 0; i < 3; i++) {
            Config above = ConfigFactory.parseMap(Map.of(
                    "breakwater.cluster.seeds", List.of("127.0.0.1:" + seed),
                    "breakwater.cluster.port", i == 0 ? seed : FreePorts.one(),
                    "pekko.actor.provider", "cluster",
                    "pekko.cluster.split-brain-resolver.stable-after", "60 s",
                    "pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on",
                    "pekko.coordinated-shutdown.exit-jvm", "off",
                    "pekko.coordinated-shutdown.run-by-actor-system-terminate", "off"));
            Config builtIn = ConfigFactory.load();
            Config cluster = ClusterSettings.from(
                    new SettingReader(above.withFallback(builtIn).resolve(), "breakwater.cluster")).pekko();
            ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "breakwater",
                    above.withFallback(cluster).withFallback(builtIn).resolve());
            system.systemActorOf(Coroner.of(QUICK, knock), "coroner", Props.empty());
            systems.add(system);
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> systems.stream().allMatch(system -> up(system) == 3));
        return systems;
    }
}
