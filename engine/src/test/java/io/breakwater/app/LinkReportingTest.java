package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.support.Lasting;
import io.breakwater.link.LinkReport;
import io.breakwater.link.LinkClock;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.SharedLinks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other nodes tell of links is heard for as long as the node runs. */
class LinkReportingTest {
    private static final ServiceKey<byte[]> HEARING = ServiceKey.create(byte[].class, "links");
    private static final Duration WAITING = Duration.ofSeconds(30);

    private final ActorTestKit kit = ActorTestKit.create("reports", ConfigFactory.parseString("""
            pekko.actor.provider = cluster
            pekko.coordinated-shutdown.exit-jvm = off
            """).withFallback(ConfigFactory.load()));
    private final SharedLinks shared = new SharedLinks(new LinkSettings("", LinkSettings.OFF,
            List.of(new LinkSettings.Peer("fra", 2, List.of())), Optional.empty(),
            new LinkSettings.Rhythm(Duration.ofMillis(10), Duration.ofHours(1), Duration.ofHours(1),
                    Duration.ofMillis(10), Duration.ofMillis(10)), new LinkSettings.Bounds(1, 1, false)),
            LinkClock.of(() -> 0));

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private ActorRef<byte[]> hearing() {
        TestProbe<Receptionist.Listing> probe = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.subscribe(HEARING, probe.ref()));
        Receptionist.Listing listing = probe.receiveMessage(WAITING);
        while (listing.getServiceInstances(HEARING).isEmpty()) {
            listing = probe.receiveMessage(WAITING);
        }
        return listing.getServiceInstances(HEARING).iterator().next();
    }

    @Test
    void aReportThatNobodyCanReadIsNotTheLast() {
        Cluster.get(kit.system()).manager().tell(Join.create(Cluster.get(kit.system()).selfMember().address()));
        Lasting.start(kit.system(), LinkReporting.of(List::of, shared, Duration.ofHours(1)), "reporting");
        ActorRef<byte[]> hearing = hearing();
        hearing.tell(new byte[] {1, 2, 3});
        hearing.tell(new LinkReport("another node", List.of(new LinkStatus("fra", LinkStatus.Direction.FROM_PEER,
                LinkState.CONNECTED, "there:1", "", 0, 0, List.of(), new LinkStatus.Carried(0, 0, 0)))).bytes());
        await().atMost(WAITING.toSeconds(), TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(shared.links()).extracting(LinkStatus::state).containsExactly(LinkState.CONNECTED));
    }
}
