package io.breakwater.actors.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.Node;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.instrument.InstrumentFact;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.Controls;
import io.breakwater.domain.market.LaneTerm;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.kernel.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an instrument or a scope through the tape to the view that everyone decides on. */
class BoardTest {
    private static final String PERPETUAL = "btc-perpetual";
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private Node node = new Node();
    private LaneRouter<Instrument, InstrumentCommand> instruments;
    private LaneRouter<Scope, ScopeCommand> scopes;

    @BeforeEach
    void start() {
        instruments = node.lanes(new InstrumentAggregate(), 2, node.view, id -> List.of(
                new TapeReports<Instrument, InstrumentCommand, InstrumentEvent>(
                        id.name(), TapeReports::instrument, node.board)));
        scopes = node.lanes(new ScopeAggregate(), 1, node.view, id -> List.of(
                new TapeReports<Scope, ScopeCommand, ScopeEvent>(id.name(), TapeReports::scope, node.board)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static InstrumentRequest listing(String name) {
        Terms terms = new Terms(0, 0, new Payoff.Linear(), "BTC", BTC, USD, USD, 1, 0, 2, 2, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 500);
        return new InstrumentRequest.ListInstrument(name, "", name, terms, LifeCycle.OPEN);
    }

    private static InstrumentRequest halt(long untilMicros) {
        return new InstrumentRequest.Halt(TradingState.HALTED, "tester", "test", untilMicros);
    }

    private InstrumentRequest mark(long ticks) {
        return new InstrumentRequest.UpdateMark(Mark.of(ticks, ticks, 1_000_000, node.now()));
    }

    private void list(String name) {
        node.tell(instruments, name, listing(name));
        assertThat(node.reply().outcomes()[0].isAccepted()).isTrue();
    }

    private Quoted quoted(String name) {
        return node.view.current().named(name);
    }

    @Test
    void whoeverListsAnInstrumentSeesItInTheViewWhenHeIsAnswered() {
        list(PERPETUAL);
        assertThat(quoted(PERPETUAL)).isNotNull();
        assertThat(node.view.current().id().board()).isEqualTo("tape-00");
        assertThat(node.view.current().id().digest()).isNotZero();
    }

    @Test
    void theLatestOfManyMarksIsShown() {
        list(PERPETUAL);
        for (int i = 1; i <= 300; i++) {
            node.tell(instruments, PERPETUAL, mark(i));
        }
        node.replies.receiveSeveralMessages(300);
        await().until(() -> quoted(PERPETUAL).mark().ticks() == 300);
    }

    /** A board whose time comes when it is told so. */
    @Test
    void marksAreConflatedUntilTheirTimeComes() {
        list(PERPETUAL);
        TestProbe<LaneCommand<MarketView, TapeEvent>> tape = node.kit.createTestProbe();
        TestProbe<LaneCommand<Instrument, InstrumentCommand>> lane = node.kit.createTestProbe();
        ActorRef<BoardMessage> board = node.kit.spawn(Board.of(new LaneRouter<MarketView, TapeEvent>(List.of(tape.ref())),
                new BoardSetup(Duration.ofDays(1), 0, node::now)));
        TapeEvent observed = new TapeEvent.InstrumentObserved(quoted(PERPETUAL));
        for (long ticket = 1; ticket <= 300; ticket++) {
            board.tell(new BoardMessage.Observed<>(ticket, List.of(observed), false, lane.ref()));
        }
        board.tell(new BoardMessage.Flush());
        var submit = (LaneCommand.Submit<MarketView, TapeEvent>) tape.receiveMessage();
        assertThat(submit.subBatches()).singleElement()
                .satisfies(subBatch -> assertThat(subBatch.commands()).containsExactly(observed));
        submit.replyTo().tell(new LaneReply(submit.packId(), "tape-00", 1, 1, new int[1],
                new Outcome[] {Outcome.accepted()}, new long[1]));
        assertThat(lane.receiveSeveralMessages(300)).as("all of them are told").doesNotHaveDuplicates()
                .allMatch(told -> told instanceof LaneCommand.Release);
        board.tell(new BoardMessage.Flush());
        tape.expectNoMessage();
    }

    @Test
    void aHaltIsAcknowledgedOnlyWhenAViewThatShowsItIsOut() {
        list(PERPETUAL);
        MarketView before = node.view.current();
        node.journal.hold("tape");
        node.tell(instruments, PERPETUAL, halt(Long.MAX_VALUE));
        await().until(() -> node.journal.held() == 1);
        node.expectSilence();
        TradingState durable = node.read(instruments, PERPETUAL, state -> state.quoted(node.now()).state());
        assertThat(durable).isEqualTo(TradingState.HALTED);
        assertThat(node.view.current()).isSameAs(before);

        node.journal.release();
        assertThat(node.reply().outcomes()[0].isAccepted()).isTrue();
        MarketView after = node.view.current();
        assertThat(after.stateOf(after.named(PERPETUAL))).isEqualTo(TradingState.HALTED);
        assertThat(after.controls().version()).isGreaterThan(before.controls().version());
    }

    /** Else whoever asks again, or books it a second time, would hear of it before anyone obeys. */
    @Test
    void aHaltThatIsAskedForAgainIsAcknowledgedNoSooner() {
        list(PERPETUAL);
        InstrumentFact.HaltedElsewhere elsewhere = new InstrumentFact.HaltedElsewhere(
                new Restriction(77, TradingState.HALTED, "desk", "test", Long.MAX_VALUE));
        node.journal.hold("tape");
        node.tell(instruments, PERPETUAL, elsewhere);
        await().until(() -> node.journal.held() == 1);
        node.tell(instruments, PERPETUAL, elsewhere);
        node.expectSilence();

        node.journal.release();
        node.replies.receiveSeveralMessages(2);
        assertThat(quoted(PERPETUAL).state()).isEqualTo(TradingState.HALTED);
        node.tell(instruments, PERPETUAL, elsewhere);
        assertThat(node.reply().isDecided(0)).isTrue();
    }

    @Test
    void aHaltIsNotOvertakenByAnOlderMark() {
        list(PERPETUAL);
        for (int i = 1; i <= 50; i++) {
            node.tell(instruments, PERPETUAL, mark(i));
        }
        node.tell(instruments, PERPETUAL, halt(Long.MAX_VALUE));
        node.replies.receiveSeveralMessages(51);
        assertThat(quoted(PERPETUAL).state()).isEqualTo(TradingState.HALTED);
        node.expectSilence();
        assertThat(quoted(PERPETUAL).state()).isEqualTo(TradingState.HALTED);
        assertThat(quoted(PERPETUAL).mark().ticks()).isEqualTo(50);
    }

    @Test
    void aRestrictionOnEverythingIsAControlAndEndsByItself() {
        list(PERPETUAL);
        long until = node.now() + 1_000_000;
        node.tell(scopes, Controls.EVERYTHING, new ScopeRequest.Restrict(TradingState.HALTED, "tester", "test", until));
        assertThat(node.reply().outcomes()[0].isAccepted()).isTrue();
        assertThat(node.view.current().stateOf(quoted(PERPETUAL))).isEqualTo(TradingState.HALTED);

        node.micros.addAndGet(2_000_000);
        await().until(() -> node.view.current().stateOf(quoted(PERPETUAL)) == TradingState.ACTIVE);
    }

    @Test
    void newsThatTheTapeFailedOnAreToldAgain() {
        list(PERPETUAL);
        node.journal.hold("tape");
        node.tell(instruments, PERPETUAL, halt(Long.MAX_VALUE));
        await().until(() -> node.journal.held() == 1);
        node.journal.failNext();
        node.journal.release();
        node.expectSilence();

        await().until(() -> {
            node.micros.addAndGet(100_000);
            return quoted(PERPETUAL).state() == TradingState.HALTED;
        });
        assertThat(node.reply().outcomes()[0].isAccepted()).isTrue();
    }

    @Test
    void aRestartFoldsTheTapeAndPutsOnItWhatItHadMissed() {
        list(PERPETUAL);
        list("eth-perpetual");
        node.tell(instruments, PERPETUAL, mark(7));
        node.reply();
        await().until(() -> quoted(PERPETUAL).mark().ticks() == 7);
        ViewId before = node.view.current().id();
        node.journal.hold("tape");
        node.tell(instruments, "eth-perpetual", halt(Long.MAX_VALUE));
        await().until(() -> node.journal.held() == 1);

        node = restarted();
        assertThat(quoted(PERPETUAL).mark().ticks()).as("the tape as it was stored").isEqualTo(7);
        start();
        await().until(() -> quoted("eth-perpetual").state() == TradingState.HALTED);
        assertThat(node.view.current().id().epoch()).isGreaterThan(before.epoch());
        assertThat(node.view.current().id().sequence()).isGreaterThan(before.sequence());
    }

    /** All that a lane shows when it starts is told together, and what is newer of one of them takes its place. */
    @Test
    void whatIsNewerOfOneScopeLeavesNothingUntoldOfTheOthers() {
        String venue = "venues/deribit";
        for (String scope : List.of(Controls.EVERYTHING, venue)) {
            node.tell(scopes, scope, restrict(TradingState.REDUCING));
            node.reply();
        }
        node = restarted();
        Queue<BoardMessage.Observed<?, ?>> told = new ConcurrentLinkedQueue<>();
        ActorRef<BoardMessage> silent = node.kit.spawn(Behaviors.receive(BoardMessage.class)
                .onMessage(BoardMessage.Observed.class, each -> {
                    told.add(each);
                    return Behaviors.same();
                }).build());
        scopes = node.lanes(new ScopeAggregate(), 1, node.view, id -> List.of(
                new TapeReports<Scope, ScopeCommand, ScopeEvent>(id.name(), TapeReports::scope, silent)));
        await().until(() -> !told.isEmpty());
        assertThat(subjects(told.remove())).containsExactlyInAnyOrder(Controls.EVERYTHING, venue);

        node.tell(scopes, Controls.EVERYTHING, restrict(TradingState.HALTED));
        await().until(() -> !told.isEmpty());
        told.remove().acknowledge();
        assertThat(node.reply().outcomes()[0].isAccepted()).isTrue();

        await().until(() -> {
            node.micros.addAndGet(100_000);
            return told.stream().anyMatch(each -> subjects(each).contains(venue));
        });
    }

    private static List<String> subjects(BoardMessage.Observed<?, ?> told) {
        return told.events().stream().map(Subject::of).toList();
    }

    private static ScopeRequest restrict(TradingState state) {
        return new ScopeRequest.Restrict(state, "tester", "test", Long.MAX_VALUE);
    }

    @Test
    void whatALaneSaysThatWasTakenOverSinceIsNotShown() {
        list(PERPETUAL);
        LaneTerm shown = new LaneTerm("scope-00", 9);
        TestProbe<LaneCommand<Scope, ScopeCommand>> zombie = node.kit.createTestProbe();
        tell(1, shown, TradingState.HALTED, zombie);
        assertThat(zombie.receiveMessage()).isEqualTo(new LaneCommand.Release<>(1));
        MarketView halted = node.view.current();

        tell(2, new LaneTerm("scope-00", 8), TradingState.ACTIVE, zombie);
        tell(3, shown, TradingState.HALTED, zombie);
        assertThat(zombie.receiveMessage()).as("not ticket 2").isEqualTo(new LaneCommand.Release<>(3));
        assertThat(node.view.current()).isSameAs(halted);
        assertThat(halted.controls().of(Controls.EVERYTHING)).isEqualTo(TradingState.HALTED);
    }

    @Test
    void aSuccessorIsShownEvenWhereItSaysNothingNew() {
        TestProbe<LaneCommand<Scope, ScopeCommand>> lane = node.kit.createTestProbe();
        tell(1, new LaneTerm("scope-00", 9), TradingState.HALTED, lane);
        tell(2, new LaneTerm("scope-00", 10), TradingState.HALTED, lane);
        lane.receiveSeveralMessages(2);
        assertThat(node.view.current().terms().of("scope-00")).isEqualTo(10);
    }

    private void tell(long ticket, LaneTerm by, TradingState state,
            TestProbe<LaneCommand<Scope, ScopeCommand>> lane) {
        node.board.tell(new BoardMessage.Observed<>(ticket,
                List.of(new TapeEvent.ControlObserved(Controls.EVERYTHING, state, by)), true, lane.ref()));
    }

    private Node restarted() {
        node.journal.dropHeld();
        return node.restarted();
    }
}
