package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.breakwater.gateway.Venue;
import io.breakwater.it.MostlyWaits;
import io.breakwater.it.Relay;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.cassandra.OneCassandra;
import io.breakwater.link.record.CassandraRecord;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.Measure;
import io.breakwater.v1.RegionServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceBlockingStub;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanPart;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.Verdict;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two data centers and a record in Cassandra: one is cut off from both, fenced by nobody's hand, and comes back. */
@ExtendWith(OneCassandra.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@MostlyWaits
@Order(9)
class RecordedRegionsTest {
    private static final String SPAN = "spans/firms/acme/GROSS_NOTIONAL";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private static Map<String, String> settings(String contactPoint, String fence, String keyspace) {
        return Map.of(
                "breakwater.record.kind", "cassandra",
                "breakwater.record.lease", "3 s",
                "breakwater.record.renew", "300 ms",
                "breakwater.record.fence", fence,
                "breakwater.record.fence-after", "1 s",
                "breakwater.record.cassandra.contact-points.0", contactPoint,
                "breakwater.record.cassandra.replication.0", "dc1 = 1",
                "breakwater.record.cassandra.request-timeout", "1 s",
                "breakwater.record.cassandra.keyspace", keyspace);
    }

    /** Two data centers, each of which reaches the record through its relay. */
    private LinkedNodes nodes(Relay fra, Relay ams, String fence, String keyspace) throws Exception {
        Map<String, String> plain = settings(OneCassandra.node().contactPoint(), fence, keyspace);
        CassandraRecord.createSchema(RecordReader.settings(ConfigFactory.parseMap(new HashMap<>(plain))
                .withFallback(ConfigFactory.load()).resolve()));
        return new LinkedNodes(directory,
                index -> settings((index == 0 ? fra : ams).contactPoint(), fence, keyspace));
    }

    private static Relay relay() {
        return new Relay(new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort()));
    }

    /** Both data centers use one limit, and the first holds its lease. */
    private static void share(LinkedNodes nodes, Venue fra, Venue ams) {
        SpanLimitRequest.Builder limit = SpanLimitRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setScope("firms/acme")
                .setMeasure(Measure.MEASURE_GROSS_NOTIONAL).setCap("100000").setWindow("20000")
                .addDataCenters("data-centers/fra").addDataCenters("data-centers/ams");
        // Had it been written to the record, those terms would have moved on when it is meant.
        regions(nodes.fra()).spanLimit(limit.setValidateOnly(true).build());
        regions(nodes.fra()).spanLimit(limit.setValidateOnly(false).build());
        await().atMost(SOON).ignoreExceptions().until(() -> part(nodes.ams(), "fra").getHome());
        fra.onboard("alpha");
        ams.onboard("beta");
        await().atMost(SOON).until(() -> isAccepted(fra, "alpha"));
        await().atMost(SOON).until(() -> isAccepted(ams, "beta"));
        await("leased").atMost(SOON).until(() -> !span(nodes.fra()).getLapsed());
    }

    private static RegionServiceBlockingStub regions(RunningNode node) {
        return RegionServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static Span span(RunningNode node) {
        return regions(node).getSpan(GetSpanRequest.newBuilder().setName(SPAN).build()).getSpan();
    }

    private static SpanPart part(RunningNode node, String id) {
        return span(node).getPartsList().stream()
                .filter(part -> part.getDataCenter().equals("data-centers/" + id)).findFirst().orElseThrow();
    }

    private static boolean isAccepted(Venue venue, String counterparty) {
        venue.mark("60000");
        return venue.decide(counterparty, Venue.buy("o-" + System.nanoTime(), "60000", "0.01")).getOutcomes(0)
                .getVerdict() == Verdict.VERDICT_ACCEPTED;
    }

    private static boolean isReinstated(RunningNode node, String id) {
        return regions(node).reinstateDataCenter(ReinstateDataCenterRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setDataCenter("data-centers/" + id).build())
                .getFaultsCount() == 0;
    }

    private static boolean isSwitchedOver(RunningNode node, boolean validateOnly) {
        return regions(node).switchOver(SwitchOverRequest.newBuilder()
                .setRequestId(RunningNode.requestId()).setValidateOnly(validateOnly)
                .setFrom("data-centers/ams").setTo("data-centers/fra").build()).getFaultsCount() == 0;
    }

    /**
     * Cuts it off from the record until its lease has ended; from the start again where that was over before a
     * decision was taken under it.
     */
    private static void requireGoesOnUnderItsLease(RunningNode node, Venue venue, Relay relay) {
        int unseen = 0;
        while (unseen == 0) {
            relay.mend();
            await("leased").atMost(SOON).until(() -> !span(node).getLapsed());
            relay.hold(_ -> true);
            while (!span(node).getLapsed()) {
                unseen += isAccepted(venue, "alpha") ? 1 : 0;
            }
        }
    }

    @Test
    void whoIsCutOffLosesItsLeaseIsFencedAndComesBack() throws Exception {
        try (Relay relay = relay(); Relay other = relay();
                LinkedNodes nodes = nodes(relay, other, "automatic", "record_of_regions")) {
            Venue fra = new Venue(nodes.fra()).opened();
            Venue ams = new Venue(nodes.ams()).opened();
            share(nodes, fra, ams);
            await("has little lent, so that much can be reclaimed").atMost(SOON).until(() ->
                    new BigDecimal(part(nodes.fra(), "fra").getLent()).compareTo(new BigDecimal("5000")) < 0);
            await("seen").atMost(SOON).until(() -> new BigDecimal(part(nodes.fra(), "fra").getAhead()).signum() == 0);

            // Until it has been seen to go on, nobody can fence it, whatever its lease comes to.
            other.hold(_ -> true);
            nodes.cut();
            requireGoesOnUnderItsLease(nodes.fra(), fra, relay);
            other.mend();
            await("fenced by nobody's hand").atMost(SOON)
                    .until(() -> part(nodes.ams(), "fra").getFencedBy().equals("data-centers/ams"));
            assertThat(part(nodes.ams(), "ams").getHome()).isTrue();
            await("holds its lease").atMost(SOON).until(() -> !span(nodes.ams()).getLapsed());
            await("reclaimed").atMost(SOON).until(() ->
                    new BigDecimal(part(nodes.ams(), "ams").getRights()).compareTo(new BigDecimal("60000")) > 0);
            await("goes on").atMost(SOON).until(() -> isAccepted(ams, "beta"));
            assertThat(part(nodes.fra(), "fra").getFencedBy()).as("it cannot know").isEmpty();
            BigDecimal unreplicated = new BigDecimal(part(nodes.fra(), "fra").getAhead());
            assertThat(new BigDecimal(part(nodes.ams(), "fra").getAtRisk()))
                    .as("what may be lost with it").isBetween(unreplicated, new BigDecimal("20000"));

            nodes.heal();
            relay.mend();
            await("hears of it").atMost(SOON)
                    .until(() -> part(nodes.fra(), "fra").getFencedBy().equals("data-centers/ams"));
            assertThat(span(nodes.fra()).getLapsed()).isTrue();
            await("late truth").atMost(SOON).until(() ->
                    new BigDecimal(part(nodes.ams(), "fra").getLate()).compareTo(unreplicated) == 0);
            assertThat(part(nodes.ams(), "fra").getBeyondWindow()).isEmpty();
            await("let back in").atMost(SOON).until(() -> isReinstated(nodes.ams(), "fra"));
            await("no limit stays fenced").atMost(SOON).until(() -> part(nodes.ams(), "fra").getFencedBy().isEmpty());
            await("leased again").atMost(SOON).until(() -> !span(nodes.fra()).getLapsed());
            await().atMost(SOON).until(() -> isAccepted(fra, "alpha"));
            await("links are healed").atMost(SOON).until(() -> isSwitchedOver(nodes.ams(), true));
            assertThat(part(nodes.ams(), "ams").getHome()).as("was only judged").isTrue();
            await("the record has no terms that this moves").atMost(SOON)
                    .until(() -> isSwitchedOver(nodes.ams(), false));
            await("home again").atMost(SOON).until(() -> part(nodes.fra(), "fra").getHome());
        }
    }

    /** A node of one data center begins while no contact point answers; nobody fences it for that here. */
    @Test
    void startsWithoutTheRecord() throws Exception {
        try (Relay relay = relay(); Relay other = relay();
                LinkedNodes nodes = nodes(relay, other, "operator", "record_that_is_late")) {
            share(nodes, new Venue(nodes.fra()).opened(), new Venue(nodes.ams()).opened());
            nodes.stop(0);
            relay.refuse();
            nodes.start(0);
            Venue fra = new Venue(nodes.fra());
            await("serves").atMost(SOON).ignoreExceptions().until(() -> {
                fra.mark("60000");
                return true;
            });
            await("no lease").atMost(SOON).until(() -> span(nodes.fra()).getLapsed());
            relay.admit();
            await("finds it").atMost(SOON).until(() -> !span(nodes.fra()).getLapsed());
            await().atMost(SOON).until(() -> isAccepted(fra, "alpha"));
        }
    }

    /** The record answers that there is no such keyspace: that does not mend itself, and nobody is served meanwhile. */
    @Test
    void doesNotStartWithARecordThatIsWronglySet() {
        Map<String, String> wrong = settings(OneCassandra.node().contactPoint(), "operator", "record_of_nobody");
        assertThatThrownBy(() -> RunningNode.start(directory.resolve("fra"), wrong))
                .isInstanceOf(StoreMisconfigured.class).hasMessageContaining("record_of_nobody");
    }
}
