package io.breakwater.actors.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Ids;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Given what a peer's copied log holds, what is said of a restriction that was placed here. */
class PeerWitnessTest {
    private static final String LOG = "scope-00";
    private static final String ENTITY = "venues/one";
    private static final long RESTRICTION = 77;
    private static final long OUR_BLOCK = 5;
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create();
    private final LogName ams = new LogName("simulation", "ams", LOG);
    private final LaneFold<?, ?, ScopeEvent> fold = new LaneFold<>(ams, new ScopeAggregate());
    private final List<byte[]> copy = new CopyOnWriteArrayList<>();
    private volatile String silence = "";
    private boolean throughView;

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    private final PeerCopies copies = new PeerCopies() {
        @Override
        public List<byte[]> read(String dataCenter, String log, long from, int most) {
            return List.copyOf(copy.subList((int) from - 1, Math.min(copy.size(), (int) from - 1 + most)));
        }

        @Override
        public long highest(String dataCenter, String log) {
            return copy.size();
        }
    };

    private ActorRef<PeerWitness.Message> witness() {
        return kit.spawn(PeerWitness.of(new PeerWitnessSetup("fra", List.of(new Peer("ams", 2)), copies,
                Map.of("scope", new PeerBookings<>(ScopeEvent.class, ScopeEvent::restrictionNews, throughView, fold.reader())),
                peer -> silence, Duration.ofMillis(10))));
    }

    /** The next block of the peer. @param read how far it had read our log */
    private void written(long read, ScopeEvent... events) {
        BlockWriter writer = fold.writer();
        writer.begin(1_000);
        for (ScopeEvent event : events) {
            writer.add(new Envelope(ENTITY, "", "engine", Ids.id(9), "", 1_000, 1_000, 1, 1, ViewId.NONE, event));
        }
        copy.add(writer.seal(copy.size() + 1, 1, ams.genesis(),
                Table.<String, Long>empty().put("fra/" + LOG, read)).bytes());
    }

    private static ScopeFact.RestrictedElsewhere fact(long id) {
        return new ScopeFact.RestrictedElsewhere(
                new Restriction(id, TradingState.REDUCING, "desk", "test", Long.MAX_VALUE));
    }

    private CompletableFuture<List<PeerStanding>> asked(boolean lifted, Duration patience) {
        CompletableFuture<List<PeerStanding>> answer = new CompletableFuture<>();
        witness().tell(new PeerWitness.Ask(new RestrictionChange(LOG, OUR_BLOCK, ENTITY, RESTRICTION, lifted),
                System.nanoTime() + patience.toNanos(), answer));
        return answer;
    }

    private static PeerStanding only(CompletableFuture<List<PeerStanding>> answer) throws Exception {
        List<PeerStanding> all = answer.get(10, TimeUnit.SECONDS);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void theBlockThatBooksItIsTheEvidence() throws Exception {
        written(3, new ScopeEvent.RestrictedByPeer(fact(RESTRICTION - 1)));
        CompletableFuture<List<PeerStanding>> answer = asked(false, LONG);
        written(4, new ScopeEvent.RestrictedByPeer(fact(RESTRICTION)));
        assertThat(only(answer)).isEqualTo(new PeerStanding("ams", 2, ""));
    }

    /** Its lane says that it was read so far only when all members of that data center show it. */
    @Test
    void whatBindsThroughTheViewIsInForceWhenAHeaderSaysSo() throws Exception {
        throughView = true;
        written(4, new ScopeEvent.RestrictedByPeer(fact(RESTRICTION)));
        assertThat(only(asked(false, SHORT)).isInForce()).isFalse();
        CompletableFuture<List<PeerStanding>> answer = asked(false, LONG);
        written(OUR_BLOCK);
        assertThat(only(answer)).isEqualTo(new PeerStanding("ams", 2, ""));
    }

    @Test
    void aLaterBlockThatHadReadSoFarIsEvidenceAsWell() throws Exception {
        written(OUR_BLOCK - 1);
        written(OUR_BLOCK);
        assertThat(only(asked(false, LONG)).block()).isEqualTo(2);
    }

    @Test
    void whatWasBookedLongAgoIsFoundBeforeTheTimeIsOver() throws Exception {
        written(3, new ScopeEvent.RestrictedByPeer(fact(RESTRICTION)));
        for (int i = 0; i < 300; i++) {
            written(3);
        }
        assertThat(only(asked(false, LONG)).block()).isEqualTo(1);
    }

    @Test
    void whatSaysTheContraryIsNone() throws Exception {
        written(3, new ScopeEvent.LiftedByPeer(new ScopeFact.LiftedElsewhere(
                new Lift(RESTRICTION, "ops: over", "uat", List.of()))));
        assertThat(only(asked(false, SHORT)).isInForce()).isFalse();
        assertThat(only(asked(true, LONG)).isInForce()).isTrue();
    }

    @Test
    void whatCouldNotBeBookedThereIsNamedWithWhy() throws Exception {
        written(OUR_BLOCK, new ScopeEvent.FactSuspended(fact(RESTRICTION), "no room"));
        PeerStanding standing = only(asked(false, LONG));
        assertThat(standing.isInForce()).isFalse();
        assertThat(standing.reason()).contains("no room");
    }

    @Test
    void whoIsSilentIsNotWaitedFor() throws Exception {
        silence = "the link from it is CUT";
        assertThat(only(asked(false, LONG)).reason()).isEqualTo("the link from it is CUT");
    }

    @Test
    void aCopyThatCannotBeReadIsNoEvidence() throws Exception {
        copy.add(new byte[] {1, 2, 3});
        assertThat(only(asked(false, LONG)).reason()).contains("cannot be read");
    }
}
