package io.breakwater.actors.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import io.breakwater.log.PeerLog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Given what a peer's copied log holds and what is known of fences, what the lane of the same number is told. */
class PeerReaderTest {
    private static final String LANE = "scope-00";
    private static final String TRADER = "firms/one";
    private static final Peer AMS = new Peer("ams", 2);
    private static final LogName LOG = new LogName("simulation", AMS.id(), LANE);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ScopeFact UNSEEN = new ScopeFact.LinkAged("unseen");

    /** Looks that the test begins and ends. */
    private static final class Looks implements UnseenTrades.Fences {
        private volatile long begun;
        private volatile long ended;
        private volatile Set<Integer> fenced = Set.of();

        void end(long number, Integer... found) {
            fenced = Set.of(found);
            ended = number;
        }

        @Override
        public long begun() {
            return begun;
        }

        @Override
        public Optional<Set<Integer>> after(long looks) {
            return ended > looks ? Optional.of(fenced) : Optional.empty();
        }
    }

    private final ActorTestKit kit = ActorTestKit.create();
    private final LaneFold<?, ?, ScopeEvent> fold = new LaneFold<>(LOG, new ScopeAggregate());
    private final List<byte[]> copy = new CopyOnWriteArrayList<>();
    private final Looks looks = new Looks();
    private volatile long nowMicros = 1_000_000;
    private final TestProbe<LaneCommand<Scope, ScopeCommand>> lane = kit.createTestProbe();
    private final ActorRef<PeerReader.Message<Scope, ScopeCommand>> reader = kit.spawn(PeerReader.of(setup()));

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    /** A placed restriction is news, and stands for a trade as well. */
    private PeerReaderSetup<ScopeCommand> setup() {
        PeerCopies copies = new PeerCopies() {
            @Override
            public List<byte[]> read(String dataCenter, String log, long from, int most) {
                return List.copyOf(copy.subList((int) from - 1, (int) Math.min(copy.size(), from - 1 + most)));
            }

            @Override
            public long highest(String dataCenter, String log) {
                return copy.size();
            }
        };
        UnseenTrades<ScopeEvent, ScopeCommand> unseen = new UnseenTrades<>(
                new EventNews<>(ScopeEvent.class, ScopeEvent::forPeers),
                event -> event instanceof ScopeEvent.Restricted, _ -> UNSEEN, looks);
        return new PeerReaderSetup<>("scope", LOG.environment(), 1, List.of(AMS), copies, unseen, false, fold.reader(),
                NEVER, PATIENCE, () -> nowMicros);
    }

    private void begin() {
        reader.tell(new PeerReader.Begin<>(LANE, Table.empty(), lane.ref(), new AskedElsewhere()));
        ring();
    }

    private void ring() {
        reader.tell(new PeerReader.Rung<>(Set.of(PeerLog.id(AMS.id(), LANE))));
    }

    /** The next block of the peer. */
    private void written(ScopeEvent event) {
        BlockWriter writer = fold.writer();
        writer.begin(1_000);
        writer.add(new Envelope(TRADER, "", "engine", Ids.id(9), "", 1_000, 1_000, 1, 1, ViewId.NONE, event));
        copy.add(writer.seal(copy.size() + 1, 1, LOG.genesis(), Table.empty()).bytes());
    }

    private void traded(long id) {
        written(new ScopeEvent.Restricted(new ScopeRequest.Restrict(
                TradingState.REDUCING, "desk", "test", Long.MAX_VALUE), id));
    }

    /** Answers what the lane is asked to book. @return the facts */
    private List<ScopeCommand> booked() {
        return answered(asked(), Outcome.accepted());
    }

    private LaneCommand.Submit<Scope, ScopeCommand> asked() {
        return lane.expectMessageClass(submitClass());
    }

    private static List<ScopeCommand> answered(LaneCommand.Submit<Scope, ScopeCommand> submit, Outcome outcome) {
        int size = submit.subBatches().size();
        Outcome[] outcomes = new Outcome[size];
        Arrays.fill(outcomes, outcome);
        submit.replyTo().tell(new LaneReply(submit.packId(), LANE, 1, 1,
                IntStream.range(0, size).toArray(), outcomes, new long[size]));
        return submit.subBatches().stream().flatMap(each -> each.commands().stream()).toList();
    }

    private void patienceEnds() {
        nowMicros += PATIENCE.toNanos() / 1_000;
    }

    @SuppressWarnings("unchecked")
    private static Class<LaneCommand.Submit<Scope, ScopeCommand>> submitClass() {
        return (Class<LaneCommand.Submit<Scope, ScopeCommand>>) (Class<?>) LaneCommand.Submit.class;
    }

    private void assertReadUpTo(long number) {
        lane.expectMessage(new LaneCommand.ReadUpTo<>("ams/" + LANE, number, false));
    }

    private static ScopeFact elsewhere(long id) {
        return new ScopeFact.RestrictedElsewhere(
                new Restriction(id, TradingState.REDUCING, "desk", "test", Long.MAX_VALUE));
    }

    @Test
    void newsIsBookedAtOnceAndNamedAsReadOnceALaterLookHasFoundNoFence() {
        looks.begun = 1;
        looks.end(1);
        traded(7);
        begin();
        assertThat(booked()).containsExactly(elsewhere(7));
        ring();
        lane.expectNoMessage();
        looks.begun = 2;
        looks.end(2);
        ring();
        assertReadUpTo(1);
    }

    /** The fence was there before the blocks, and was not noticed before them. */
    @Test
    void whoTradedInWhatCameBeforeTheFenceWasNoticedIsRestricted() {
        looks.begun = 1;
        looks.end(1);
        traded(7);
        begin();
        assertThat(booked()).containsExactly(elsewhere(7));
        looks.begun = 2;
        looks.end(2, AMS.number());
        ring();
        assertThat(booked()).containsExactly(UNSEEN);
        assertReadUpTo(1);
    }

    /** What is read meanwhile is judged by a look that began after it. */
    @Test
    void readingGoesOnWhileWhatWasReadIsInDoubt() {
        traded(7);
        begin();
        booked();
        looks.begun = 1;
        traded(8);
        ring();
        assertThat(booked()).containsExactly(elsewhere(8));
        looks.end(1);
        ring();
        assertReadUpTo(1);
        looks.begun = 2;
        looks.end(2, AMS.number());
        ring();
        assertThat(booked()).containsExactly(UNSEEN);
        assertReadUpTo(2);
    }

    /** The lane moves before it is known: whoever reads for it next begins where it was told of. */
    @Test
    void whatWasInDoubtIsReadAgainAfterARestart() {
        traded(7);
        begin();
        assertThat(booked()).containsExactly(elsewhere(7));
        lane.expectNoMessage();
        begin();
        assertThat(booked()).containsExactly(elsewhere(7));
        looks.begun = 1;
        looks.end(1, AMS.number());
        ring();
        assertThat(booked()).containsExactly(UNSEEN);
        assertReadUpTo(1);
    }

    @Test
    void whereNobodyTradedNothingIsInDoubt() {
        written(new ScopeEvent.LinkAgeEnded(new ScopeFact.LinkRenewed()));
        begin();
        assertReadUpTo(1);
    }

    /** Booked twice it would place anew what somebody has lifted in between. */
    @Test
    void aLaneThatIsSlowToAnswerIsAskedOnce() {
        looks.end(1);
        traded(7);
        begin();
        LaneCommand.Submit<Scope, ScopeCommand> asked = asked();
        patienceEnds();
        ring();
        assertThat(answered(asked, Outcome.accepted())).containsExactly(elsewhere(7));
        assertReadUpTo(1);
    }

    @Test
    void aLaneThatTurnsItAwayIsAskedAgain() {
        looks.end(1);
        traded(7);
        begin();
        answered(asked(), Outcome.refused(
                new LaneRejection(LaneRejection.Reason.LANE_UNAVAILABLE, LANE, 0, 0, 0, TRADER)));
        patienceEnds();
        ring();
        assertThat(booked()).containsExactly(elsewhere(7));
        assertReadUpTo(1);
    }
}
