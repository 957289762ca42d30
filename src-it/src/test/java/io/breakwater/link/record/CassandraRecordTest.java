package io.breakwater.link.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.it.Relay;
import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.OneCassandra;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The record on a real Cassandra: who is first has it, and what was not answered is read again. */
@ExtendWith(OneCassandra.class)
@Timeout(120)
@MostlyWaits
@Order(2)
class CassandraRecordTest {
    private static final AtomicInteger KEYSPACES = new AtomicInteger();
    private static final String LIMIT = "firms/acme/GROSS_NOTIONAL";
    /** A renewal, a fence or terms are offered once: what a disk that stands still does to it is for another test. */
    private static final String PATIENT = "request-timeout = 20 s";
    private static final String IMPATIENT = "request-timeout = 3 s";
    private static final int FRA = 1;
    private static final int AMS = 2;

    private String keyspace;
    private CassandraRecord fra;
    private CassandraRecord ams;

    private RecordSettings settings(String contactPoint, String patience) {
        return new RecordSettings(CassandraSettings.from(config(contactPoint, patience)), true,
                new LeaseRule(Duration.ofSeconds(2), 10), Duration.ofMillis(300), Duration.ofSeconds(1));
    }

    private RecordSettings settings() {
        return settings(OneCassandra.node().contactPoint(), PATIENT);
    }

    private Config config(String contactPoint, String patience) {
        return ConfigFactory.parseString(CassandraSettings.PATH
                + " { contact-points = [\"" + contactPoint + "\"], keyspace = " + keyspace
                + ", replication = [\"dc1 = 1\"], " + patience + " }").withFallback(ConfigFactory.load());
    }

    private CassandraRecord open() {
        return CassandraRecord.open(settings(), "simulation");
    }

    @BeforeEach
    void make() {
        keyspace = "record_" + KEYSPACES.incrementAndGet();
        CassandraRecord.createSchema(settings());
        fra = open();
        ams = open();
    }

    @AfterEach
    void close() {
        fra.close();
        ams.close();
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static SiteEntry renewed(CassandraRecord record, int center) {
        SiteRecord.Renewal renewal = of(record.renew(of(record.site(center))));
        assertThat(renewal.isOurs()).isTrue();
        return renewal.entry();
    }

    @Test
    void whatIsWronglySetIsSaidWithItsRemedy() {
        RecordSettings right = settings();
        assertThatThrownBy(() -> CassandraRecord.open(elsewhere("keyspace = nowhere", right), "simulation"))
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.record.cassandra.keyspace is nowhere")
                .hasMessageContaining("run ./breakwater cassandra record-schema");
        assertThatThrownBy(() -> CassandraRecord.open(elsewhere("replication = [\"dc1 = 3\"]", right), "simulation"))
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.record.cassandra.replication is {dc1=3}");
        assertThatThrownBy(() -> CassandraRecord.open(elsewhere("local-data-center = mars", right), "simulation"))
                .isInstanceOf(StoreMisconfigured.class)
                .hasMessageContaining("breakwater.record.cassandra.local-data-center is mars");
        assertThatThrownBy(() -> CassandraRecord.open(settings("127.0.0.1:1", IMPATIENT), "simulation"))
                .as("out of reach, and perhaps not for ever").isInstanceOf(RecordUnreachable.class)
                .hasMessageContaining("breakwater.record.cassandra.contact-points");
    }

    /** The same with one setting otherwise. */
    private RecordSettings elsewhere(String setting, RecordSettings same) {
        CassandraSettings changed = CassandraSettings.from(
                ConfigFactory.parseString(CassandraSettings.PATH + " { " + setting + " }")
                        .withFallback(config(OneCassandra.node().contactPoint(), PATIENT)));
        return new RecordSettings(changed, same.sites(), same.lease(), same.renew(), same.fenceAfter());
    }

    @Test
    void aLeaseIsRenewedOnceForWhatWasRead() {
        SiteEntry first = renewed(fra, FRA);
        assertThat(first).isEqualTo(new SiteEntry(FRA, 1, 1, SiteEntry.NOBODY));
        SiteEntry second = renewed(fra, FRA);
        SiteRecord.Renewal stale = of(fra.renew(first));
        assertThat(stale.isOurs()).isFalse();
        assertThat(stale.entry()).isEqualTo(second);
        assertThat(of(ams.sites())).containsOnlyKeys(FRA).containsValue(second);
    }

    @Test
    void aFenceStandsOnlyWhereNothingHappenedSince() {
        renewed(ams, AMS);
        SiteEntry seen = renewed(fra, FRA);
        SiteEntry later = renewed(fra, FRA);
        assertThat(of(ams.fence(seen, AMS))).as("it was renewed").isEqualTo(later);
        SiteEntry fenced = of(ams.fence(later, AMS));
        assertThat(fenced).isEqualTo(new SiteEntry(FRA, 2, 2, AMS));
        assertThat(of(fra.renew(later)).entry()).isEqualTo(fenced);
        assertThat(of(fra.renew(fenced)).isOurs()).as("it may not").isFalse();
        assertThat(of(ams.reinstate(fenced)).isFenced()).isFalse();
        assertThat(renewed(fra, FRA).term()).isEqualTo(3);
    }

    @Test
    void ofTwoThatFenceEachOtherOneSucceeds() {
        for (int round = 0; round < 5; round++) {
            SiteEntry here = renewed(fra, FRA);
            SiteEntry there = renewed(ams, AMS);
            CompletableFuture<SiteEntry> one = ams.fence(here, AMS).toCompletableFuture();
            CompletableFuture<SiteEntry> other = fra.fence(there, FRA).toCompletableFuture();
            of(CompletableFuture.allOf(one, other));
            List<SiteEntry> fenced = of(fra.sites()).values().stream().filter(SiteEntry::isFenced).toList();
            assertThat(fenced).hasSize(1);
            of(fra.reinstate(fenced.getFirst()));
        }
    }

    @Test
    void termsFollowEachOther() {
        SpanTerms opened = SpanTerms.opened(List.of(FRA, AMS), 5, 100).following(SpanTerms.NONE, 129);
        assertThat(of(fra.agree(LIMIT, 0, opened))).isEqualTo(new SiteRecord.Agreed(opened, true));
        assertThat(of(fra.agree(LIMIT, 0, opened)).agreed()).as("asked again").isTrue();
        SpanTerms raised = opened.retargeted(200, 5, 0).following(opened, 257);
        SpanTerms moved = opened.homeMoved(AMS).following(opened, 258);
        CompletableFuture<SiteRecord.Agreed> one = fra.agree(LIMIT, 129, raised).toCompletableFuture();
        CompletableFuture<SiteRecord.Agreed> other = ams.agree(LIMIT, 129, moved).toCompletableFuture();
        of(CompletableFuture.allOf(one, other));
        assertThat(one.join().agreed()).isNotEqualTo(other.join().agreed());
        SpanTerms newest = one.join().agreed() ? raised : moved;
        assertThat(List.of(one.join().terms(), other.join().terms())).containsOnly(newest);
        assertThat(of(ams.terms())).containsOnlyKeys(LIMIT).containsValue(newest);
        assertThat(of(ams.terms("firms/other/GROSS_NOTIONAL"))).isEqualTo(SpanTerms.NONE);
    }

    @Test
    void whatWasNotAnsweredIsReadAgain() throws Exception {
        SpanTerms opened = SpanTerms.opened(List.of(FRA, AMS), 5, 100).following(SpanTerms.NONE, 129);
        try (Relay relay = new Relay(
                new InetSocketAddress(OneCassandra.node().address(), OneCassandra.node().clientPort()));
                CassandraRecord far = CassandraRecord.open(settings(relay.contactPoint(), IMPATIENT), "simulation")) {
            relay.loseAnswers();
            assertThatThrownBy(() -> of(far.agree(LIMIT, 0, opened))).hasCauseInstanceOf(RecordUnreachable.class);
            assertThatThrownBy(() -> of(far.site(FRA))).hasCauseInstanceOf(RecordUnreachable.class);
            assertThat(of(ams.terms(LIMIT))).as("it had happened, and nobody was told").isEqualTo(opened);
            relay.mend();
            SiteRecord.Agreed again = await("connections are made anew").atMost(Duration.ofSeconds(20))
                    .ignoreExceptions().until(() -> of(far.agree(LIMIT, 0, opened)), SiteRecord.Agreed::agreed);
            assertThat(again).isEqualTo(new SiteRecord.Agreed(opened, true));
        }
    }
}
