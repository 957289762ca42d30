package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is rung for on one node is heard on all of them. */
class LogBellTest {
    private final ActorTestKit one = kit();
    private final ActorTestKit other = kit();

    private static ActorTestKit kit() {
        return ActorTestKit.create("bells", ConfigFactory.parseString("""
                pekko.actor.provider = cluster
                pekko.coordinated-shutdown.exit-jvm = off
                """).withFallback(ConfigFactory.load()));
    }

    @AfterEach
    void end() {
        other.shutdownTestKit();
        one.shutdownTestKit();
    }

    private static Set<String> heard(LogBell bell) {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        bell.listen(heard::addAll);
        return heard;
    }

    private static void join(ActorSystem<?> node, ActorSystem<?> first) {
        Cluster.get(node).manager().tell(Join.create(Cluster.get(first).selfMember().address()));
    }

    @Test
    void whatIsRungForOnOneNodeIsHeardOnAll() {
        join(one.system(), one.system());
        join(other.system(), one.system());
        LogBell bell = LogBell.start(one.system());
        Set<String> here = heard(bell);
        Set<String> there = heard(LogBell.start(other.system()));
        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            bell.accept("scope-00");
            return there.contains("scope-00");
        });
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(here).containsExactly("scope-00"));
        bell.accept("peer/fra/scope-01");
        bell.accept("span-00");
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(there).containsExactlyInAnyOrder("scope-00", "peer/fra/scope-01", "span-00"));
    }

    @Test
    void aSilentOneSaysNothing() {
        LogBell bell = LogBell.silent();
        Set<String> heard = heard(bell);
        bell.accept("scope-00");
        assertThat(heard).isEmpty();
    }
}
