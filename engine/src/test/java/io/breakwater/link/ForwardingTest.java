package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.breakwater.TakesLong;
import io.breakwater.link.LinkSettings.Tls;
import io.grpc.Context;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ams was asked for names fra, and is answered there. */
@TakesLong
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ForwardingTest {
    private static final long AMPLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Forwarded ASKED =
            new Forwarded(Forwarded.Call.DECIDE, "trader", "", ByteString.copyFromUtf8("question"));

    @TempDir
    private static Path keys;

    private static LinkAuthority ours;

    @TempDir
    Path directory;

    private final Queue<Forwarded> heard = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private DataCenterLogs fra;
    private DataCenterLogs ams;

    @BeforeAll
    static void certify() throws Exception {
        ours = new LinkAuthority(keys);
    }

    @BeforeEach
    void open() {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        ams.close();
        fra.close();
    }

    private int served(Optional<Tls> tls, ForwardDesk desk) throws Exception {
        LinkServer server = fra.serve(tls, ams);
        server.open(desk);
        return server.port();
    }

    private int served() throws Exception {
        return served(Optional.empty(), request -> {
            heard.add(request);
            return CompletableFuture.completedStage(ByteString.copyFromUtf8("answer"));
        });
    }

    /** Ready to wait for a minute, so that nothing here depends on the machine. */
    private static LinkSettings patient(LinkSettings set) {
        return new LinkSettings(set.bind(), set.port(), set.peers(), set.tls(), new LinkSettings.Rhythm(
                set.rhythm().poll(), set.rhythm().beat(), Duration.ofMinutes(1), set.rhythm().minBackoff(),
                set.rhythm().maxBackoff()), set.bounds());
    }

    private Forwarding forwarding(Party from, Optional<Tls> tls, int... ports) {
        return kept(new Forwarding(from, patient(DataCenterLogs.settings(0, tls, fra.as(ports))), List::of));
    }

    private Forwarding kept(Forwarding forwarding) {
        opened.add(forwarding);
        return forwarding;
    }

    private Forwarding forwarding(int... ports) {
        return forwarding(ams.party, Optional.empty(), ports);
    }

    private static CompletableFuture<ByteString> ask(Forwarding forwarding, long nanos) {
        return forwarding.send("fra", ASKED, System.nanoTime() + nanos).toCompletableFuture();
    }

    /** What comes back within its deadline and a little. */
    private static String answered(CompletableFuture<ByteString> answer) {
        return answer.orTimeout(AMPLE_NANOS + AMPLE_NANOS / 2, TimeUnit.NANOSECONDS).join().toStringUtf8();
    }

    private static void assertUnreached(CompletableFuture<ByteString> answer) {
        assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(Unreached.class);
    }

    private static void assertRefused(CompletableFuture<ByteString> answer, Status.Code code, String why) {
        assertThatThrownBy(answer::join).cause().satisfies(cause ->
                assertThat(Status.fromThrowable(cause).getCode()).isEqualTo(code)).hasMessageContaining(why);
    }

    private static Optional<Tls> of(String name) throws Exception {
        return Optional.of(ours.signed(name));
    }

    @Test
    void theAnswerComesBack() throws Exception {
        Forwarding forwarding = forwarding(served());
        assertThat(answered(ask(forwarding, AMPLE_NANOS))).isEqualTo("answer");
        assertThat(heard).containsExactly(ASKED);
        assertThat(forwarding.number("fra")).hasValue(1);
        assertThat(forwarding.number("lon")).isEmpty();
    }

    @Test
    void whoIsNoPeerIsNotAskedAndNotAnswered() throws Exception {
        int port = served();
        assertRefused(forwarding(port).send("lon", ASKED, System.nanoTime() + AMPLE_NANOS).toCompletableFuture(),
                Status.Code.NOT_FOUND, "lon is no peer");
        Party stranger = new Party("simulation", "lon", 3, new TreeMap<>(DataCenterLogs.LANES));
        assertRefused(ask(forwarding(stranger, Optional.empty(), port), AMPLE_NANOS),
                Status.Code.PERMISSION_DENIED, "UNKNOWN_PEER");
        Party production = new Party("production", "ams", 2, new TreeMap<>(DataCenterLogs.LANES));
        assertRefused(ask(forwarding(production, Optional.empty(), port), AMPLE_NANOS),
                Status.Code.PERMISSION_DENIED, "WRONG_ENVIRONMENT");
        assertThat(heard).isEmpty();
    }

    @Test
    void onlyTheCertificateOfThePeerIsTaken() throws Exception {
        int port = served(of("fra.simulation.breakwater"), request -> {
            heard.add(request);
            return CompletableFuture.completedStage(request.request());
        });
        assertRefused(ask(forwarding(ams.party, of("lon.simulation.breakwater"), port), AMPLE_NANOS),
                Status.Code.PERMISSION_DENIED, "WRONG_IDENTITY");
        assertUnreached(ask(forwarding(port), AMPLE_NANOS));
        assertThat(heard).isEmpty();
        assertThat(answered(ask(forwarding(ams.party, of("ams.simulation.breakwater"), port), AMPLE_NANOS)))
                .isEqualTo(ASKED.request().toStringUtf8());
    }

    @Test
    void whoShowsAnotherCertificateIsNotAsked() throws Exception {
        int port = served(of("lon.simulation.breakwater"), request -> {
            heard.add(request);
            return CompletableFuture.completedStage(request.request());
        });
        assertUnreached(ask(forwarding(ams.party, of("ams.simulation.breakwater"), port), AMPLE_NANOS));
        assertThat(heard).isEmpty();
    }

    @Test
    void theNextAddressIsAskedWhereNobodyListens() throws Exception {
        int port = served();
        try (Wire cut = new Wire(port)) {
            cut.cut();
            assertUnreached(ask(forwarding(cut.port()), AMPLE_NANOS));
            Forwarding both = forwarding(cut.port(), port);
            assertThat(answered(ask(both, AMPLE_NANOS))).isEqualTo("answer");
            assertThat(answered(ask(both, AMPLE_NANOS))).isEqualTo("answer");
        }
    }

    @Test
    void isAskedAgainAfterACut() throws Exception {
        try (Wire wire = new Wire(served())) {
            Forwarding forwarding = forwarding(wire.port());
            assertThat(answered(ask(forwarding, AMPLE_NANOS))).isEqualTo("answer");
            wire.cut();
            assertUnreached(ask(forwarding, AMPLE_NANOS));
            wire.heal();
            assertThat(answered(ask(forwarding, AMPLE_NANOS))).isEqualTo("answer");
        }
    }

    /** It is given up at its deadline, which the other end knows as well. */
    @Test
    void whoDoesNotAnswerIsUnreachedAtTheDeadline() throws Exception {
        Queue<Long> left = new ConcurrentLinkedQueue<>();
        int port = served(Optional.empty(), _ -> {
            left.add(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS));
            return new CompletableFuture<>();
        });
        assertUnreached(ask(forwarding(port), TimeUnit.SECONDS.toNanos(2)));
        assertThat(left).as("of two seconds").allMatch(millis -> millis <= 2_000);
    }

    /** Long before the deadline: as soon as a silent link would be cut, and sooner where it is. */
    @Test
    void aSilentOneIsWaitedForAsALinkIs() throws Exception {
        Queue<Long> left = new ConcurrentLinkedQueue<>();
        Queue<Long> leftWhereCut = new ConcurrentLinkedQueue<>();
        int port = served(Optional.empty(), request -> {
            (request.equals(ASKED) ? left : leftWhereCut)
                    .add(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS));
            return new CompletableFuture<>();
        });
        LinkSettings settings = DataCenterLogs.settings(0, Optional.empty(), fra.as(port));
        assertUnreached(ask(kept(new Forwarding(ams.party, settings, List::of)), AMPLE_NANOS));
        assertThat(left).allMatch(millis -> millis <= settings.rhythm().cutAfter().toMillis());
        LinkStatus cut = new LinkStatus("fra", LinkStatus.Direction.FROM_PEER, LinkState.CUT, "", "", 0, 0, List.of(),
                LinkStatus.Carried.NOTHING);
        Forwarded other = new Forwarded(Forwarded.Call.REPORT_FACTS, "other", "", ByteString.EMPTY);
        assertUnreached(kept(new Forwarding(ams.party, settings, () -> List.of(cut)))
                .send("fra", other, System.nanoTime() + AMPLE_NANOS).toCompletableFuture());
        assertThat(leftWhereCut).allMatch(millis -> millis <= 300);
    }

    /** Whether it did anything is known: nothing. */
    @Test
    void whatIsNotTakenIsNotUnreached() throws Exception {
        int port = served(Optional.empty(), _ -> {
            throw new IllegalStateException("too busy");
        });
        assertRefused(ask(forwarding(port), AMPLE_NANOS), Status.Code.FAILED_PRECONDITION, "too busy");
        LinkServer early = ams.serve(fra);
        Forwarding back = kept(new Forwarding(fra.party,
                DataCenterLogs.settings(0, Optional.empty(), ams.as(early.port())), List::of));
        assertUnreached(back.send("ams", ASKED, System.nanoTime() + AMPLE_NANOS).toCompletableFuture());
    }

    @Test
    void onlySoManyAreOnTheirWay() throws Exception {
        CompletableFuture<ByteString> answer = new CompletableFuture<>();
        Forwarding forwarding = forwarding(served(Optional.empty(), _ -> answer));
        List<CompletableFuture<ByteString>> asked = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            asked.add(ask(forwarding, AMPLE_NANOS));
        }
        assertRefused(ask(forwarding, AMPLE_NANOS), Status.Code.RESOURCE_EXHAUSTED, "on their way");
        answer.complete(ByteString.copyFromUtf8("answer"));
        asked.forEach(each -> assertThat(answered(each)).isEqualTo("answer"));
        assertThat(answered(ask(forwarding, AMPLE_NANOS))).isEqualTo("answer");
    }
}
