package io.breakwater.actors.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReader;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a view is current: a node that has lost the tape and does not know it makes nobody believe so. */
class ViewFeedTest {
    private static final String NODE = "pekko://breakwater@a:1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ViewSetup SETUP = new ViewSetup(NODE, Duration.ofSeconds(1), true);

    private final ActorTestKit kit = ActorTestKit.create("feed", ConfigFactory.parseString(
            "pekko.loglevel = WARNING, pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private final TestProbe<LaneCommand<MarketView, TapeEvent>> tape = kit.createTestProbe();
    private final Queue<CompletableFuture<Long>> reads = new ConcurrentLinkedQueue<>();
    private final ActorRef<ViewFeed.Message> feed = kit.spawn(ViewFeed.of(SETUP, this::read));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private CompletionStage<Long> read() {
        CompletableFuture<Long> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    }

    private void answerReads(Long highest) {
        for (CompletableFuture<Long> read = reads.poll(); read != null; read = reads.poll()) {
            read.complete(highest);
        }
    }

    private TestProbe<ViewMessage> member() {
        TestProbe<ViewMessage> member = kit.createTestProbe();
        TestProbe<Receptionist.Registered> registered = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.register(ViewFeed.SHOWING, member.ref(), registered.ref()));
        registered.receiveMessage(PATIENCE);
        return member;
    }

    private static ViewMessage.Pulse pulse(TestProbe<ViewMessage> member) {
        ViewMessage heard = member.receiveMessage(PATIENCE);
        return heard instanceof ViewMessage.Pulse pulse ? pulse : pulse(member);
    }

    private static void show(TestProbe<ViewMessage> member, long number, long asking) {
        pulse(member).feed().tell(new ViewMessage.Shown(NODE, 2, number, asking));
    }

    /** Pulses with this answer come; none with another one but {@link Askings#NONE} before. */
    private static void expectAnswer(TestProbe<ViewMessage> member, long asking, Runnable meanwhile) {
        member.fishForMessage(PATIENCE, heard -> {
            meanwhile.run();
            return heard instanceof ViewMessage.Pulse pulse && pulse.answers() == asking
                    ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore();
        });
    }

    private static void expectNoAnswer(TestProbe<ViewMessage> member, int pulses, Runnable meanwhile) {
        for (int i = 0; i < pulses; i++) {
            meanwhile.run();
            assertThat(pulse(member).answers()).isEqualTo(Askings.NONE);
        }
    }

    @Test
    void aQuestionIsAnsweredOnceTheJournalSaysThatNobodyHasTakenTheTape() {
        TestProbe<ViewMessage> member = member();
        feed.tell(new ViewFeed.Began(2, 7, tape.ref()));
        show(member, 7, 41);
        expectNoAnswer(member, 5, () -> { });
        expectAnswer(member, 41, () -> answerReads(7L));
    }

    @Test
    void nobodyIsAnsweredOnceALaterBlockStandsInTheLog() {
        TestProbe<ViewMessage> member = member();
        feed.tell(new ViewFeed.Began(2, 7, tape.ref()));
        show(member, 7, 41);
        expectNoAnswer(member, 12, () -> answerReads(8L));
    }

    @Test
    void aJournalThatDoesNotAnswerLeavesTheQuestionOpen() {
        TestProbe<ViewMessage> member = member();
        feed.tell(new ViewFeed.Began(2, 7, tape.ref()));
        show(member, 7, 41);
        expectNoAnswer(member, 12, () -> {
            for (CompletableFuture<Long> read = reads.poll(); read != null; read = reads.poll()) {
                read.completeExceptionally(new IllegalStateException("away"));
            }
        });
        expectAnswer(member, 41, () -> answerReads(7L));
    }

    /** What names the block was said after the question had come; of two of them one was said at a beat. */
    @Test
    void aBlockThatWasAppendedAfterAQuestionAnswersIt() {
        TestProbe<ViewMessage> member = member();
        feed.tell(new ViewFeed.Began(2, 7, tape.ref()));
        long before = System.nanoTime();
        show(member, 7, 41);
        feed.tell(new ViewFeed.Durable(2, 8, new byte[0], before));
        for (int named = 0; named < 3;) {
            ViewMessage.Pulse pulse = pulse(member);
            assertThat(pulse.answers()).isEqualTo(Askings.NONE);
            named += pulse.number() == 8 ? 1 : 0;
        }
        feed.tell(new ViewFeed.Durable(2, 9, new byte[0], System.nanoTime()));
        expectAnswer(member, 41, () -> { });
    }

    /** Hours before the next beat, which would ask as well. */
    @Test
    void whoShowsAControlIsAskedAtOnce() {
        TestProbe<ViewMessage> member = member();
        ActorRef<ViewFeed.Message> slow =
                kit.spawn(ViewFeed.of(new ViewSetup(NODE, Duration.ofDays(1), false), this::read));
        await("known").atMost(PATIENCE).untilAsserted(() -> {
            slow.tell(new ViewFeed.Began(1, 7, tape.ref()));
            member.expectMessageClass(ViewMessage.Pulse.class, Duration.ofMillis(50));
        });
        slow.tell(new ViewFeed.Began(2, 7, tape.ref()));
        member.fishForMessage(PATIENCE, heard -> heard instanceof ViewMessage.Pulse pulse && pulse.term() == 2
                ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
        slow.tell(new ViewFeed.Hold(1, 8));
        slow.tell(new ViewFeed.Hold(2, 9));
        show(member, 8, 41);
        tape.expectMessage(PATIENCE, new LaneCommand.Release<>(1));
        show(member, 9, 42);
        tape.expectMessage(PATIENCE, new LaneCommand.Release<>(2));
    }

    @Test
    void aControlWaitsForAMemberThatHasJustGone() {
        TestProbe<ViewMessage> stays = member();
        TestProbe<ViewMessage> goes = member();
        feed.tell(new ViewFeed.Began(2, 7, tape.ref()));
        pulse(goes);
        long waits = SETUP.stale().toNanos();
        feed.tell(new ViewFeed.Hold(1, 7));
        show(stays, 7, 41);
        tape.expectMessage(PATIENCE, new LaneCommand.Release<>(1));

        long gone = System.nanoTime();
        goes.stop();
        TestProbe<Receptionist.Listing> listed = kit.createTestProbe();
        kit.system().receptionist().tell(Receptionist.subscribe(ViewFeed.SHOWING, listed.ref()));
        listed.fishForMessage(PATIENCE, listing -> listing.getServiceInstances(ViewFeed.SHOWING).size() == 1
                ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
        feed.tell(new ViewFeed.Hold(2, 7));
        tape.expectMessage(PATIENCE, new LaneCommand.Release<>(2));
        assertThat(System.nanoTime() - gone).as("it may have been current until then").isGreaterThan(waits);
    }

    @Test
    void aViewIsCurrentSinceItWasAskedForAndByNothingThatWasNotAsked() {
        PublishedView view = new PublishedView("tape-00", Duration.ofHours(1));
        TestProbe<LaneReader.Message<MarketView>> reader = kit.createTestProbe();
        TestProbe<ViewMessage> ours = kit.createTestProbe();
        TestProbe<Receptionist.Listing> listed = kit.createTestProbe();
        kit.spawn(ViewReceiver.of(SETUP, view,
                new LaneFold<>(new LogName("simulation", "dc-a", "tape-00"), new Tape()), reader.ref()));
        kit.system().receptionist().tell(Receptionist.subscribe(ViewFeed.SHOWING, listed.ref()));
        ActorRef<ViewMessage> receiver = listed.fishForMessage(PATIENCE, listing ->
                listing.getServiceInstances(ViewFeed.SHOWING).isEmpty()
                        ? FishingOutcomes.continueAndIgnore() : FishingOutcomes.complete())
                .getLast().getServiceInstances(ViewFeed.SHOWING).iterator().next();

        long asking = ask(receiver, Askings.NONE, ours);
        assertThat(view.isCurrent()).as("asked, not answered").isFalse();
        ask(receiver, asking + 1_000, ours);
        assertThat(view.isCurrent()).as("an answer to nothing that was asked").isFalse();
        ask(receiver, asking, ours);
        assertThat(view.isCurrent()).isTrue();
        reader.expectNoMessage(Duration.ofMillis(50));
    }

    private static long ask(ActorRef<ViewMessage> receiver, long answers, TestProbe<ViewMessage> ours) {
        receiver.tell(new ViewMessage.Pulse(2, 0, answers, ours.ref()));
        return ours.expectMessageClass(ViewMessage.Shown.class, PATIENCE).asking();
    }
}
