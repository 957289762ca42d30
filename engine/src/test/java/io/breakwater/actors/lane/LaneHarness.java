package io.breakwater.actors.lane;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.Controls;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** One lane of tallies over a journal in memory, and the words in which tests talk to it. */
final class LaneHarness implements AutoCloseable {
    static final String LANE = "tally-00";
    private static final AtomicInteger STORES = new AtomicInteger();
    private static final long BASE_MSB = 0x0198_0000_0000_7000L;
    private static final long BASE_LSB = 0x8000_0000_0000_0000L;

    final TallyAggregate aggregate = new TallyAggregate();
    final AtomicReference<MarketView> view = new AtomicReference<>(MarketView.EMPTY);
    /** Whether the view is known to be the newest. */
    final AtomicBoolean current = new AtomicBoolean(true);
    final AtomicLong micros = new AtomicLong(1_000_000);
    final List<LaneDuty<Tally, TallyCommand, TallyEvent>> duties = new ArrayList<>();
    final String store;
    final GatedJournal.Store journal;
    final LaneFold<Tally, TallyCommand, TallyEvent> fold =
            new LaneFold<>(new LogName("simulation", "dc-a", LANE), aggregate);
    final ActorTestKit kit;
    final TestProbe<LaneReply> replies;
    final TestProbe<LaneStatus> statuses;
    LaneId id = new LaneId("tally", 0, 1);
    /** Every batch goes to its entity's actor, so that a test can hold one back while the lane goes on. */
    LaneSettings settings = LaneSettingsChange.actorFrom(LaneSettingsChange.quick(LaneSettings.DEFAULT), 0);
    ActorRef<LaneCommand<Tally, TallyCommand>> lane;
    private long ids;

    LaneHarness() {
        this("store-" + STORES.incrementAndGet(), "", "io.breakwater.actors.lane.GatedJournal", "");
    }

    /** One of several nodes that share a journal. */
    LaneHarness(String store, String node, MutantJournal.Mutant mutant) {
        this(store, node, "io.breakwater.actors.lane.MutantJournal", "mutant = " + mutant);
    }

    /** Every batch that a test holds back keeps a thread: there must be one more. */
    private LaneHarness(String store, String node, String plugin, String more) {
        this.store = store;
        this.journal = GatedJournal.renewed(store);
        kit = ActorTestKit.create(store + node, ConfigFactory.parseString("""
                pekko.loglevel = WARNING
                pekko.actor.default-dispatcher.fork-join-executor.parallelism-min = 8
                pekko.persistence.journal.plugin = gated
                pekko.persistence.snapshot-store.plugin = remembered
                gated { class = "%2$s", store = "%1$s", %3$s }
                remembered { class = "io.breakwater.actors.lane.MemorySnapshots", store = "%1$s" }
                """.formatted(store, plugin, more)).withFallback(ConfigFactory.load()));
        replies = kit.createTestProbe(LaneReply.class);
        statuses = kit.createTestProbe(LaneStatus.class);
    }

    LaneHarness with(LaneSettings changed) {
        settings = changed;
        return this;
    }

    /** Starts a lane and waits until it serves. */
    LaneStatus.Serving start() {
        spawn();
        return awaitServing();
    }

    void spawn() {
        lane = kit.spawn(Lane.of(new LaneSetup<>(id, aggregate, fold, settings, views(), micros::incrementAndGet,
                () -> List.copyOf(duties), statuses.ref())));
    }

    private ViewSource views() {
        return new ViewSource() {
            @Override
            public MarketView current() {
                return view.get();
            }

            @Override
            public boolean isCurrent() {
                return current.get();
            }
        };
    }

    LaneStatus.Serving awaitServing() {
        statuses.expectMessageClass(LaneStatus.Recovering.class);
        return statuses.expectMessageClass(LaneStatus.Serving.class);
    }

    /** Stops the lane and starts one anew over the same log. */
    LaneStatus.Serving restart() {
        stop();
        return start();
    }

    void stop() {
        kit.stop(lane);
        statuses.expectMessage(new LaneStatus.Stopped(id.name()));
    }

    SubBatch<TallyCommand> subBatch(String entity, TallyCommand... commands) {
        return subBatch(++ids, entity, commands);
    }

    SubBatch<TallyCommand> subBatch(long id, String entity, TallyCommand... commands) {
        int[] items = new int[commands.length];
        Arrays.setAll(items, i -> i);
        RequestIds named = new RequestIds(BASE_MSB, BASE_LSB | id, items);
        return new SubBatch<>(entity, List.of(commands), named, "tester", "", micros.get(), false);
    }

    @SafeVarargs
    final void submit(long packId, SubBatch<TallyCommand>... subBatches) {
        submit(packId, List.of(subBatches));
    }

    void submit(long packId, List<SubBatch<TallyCommand>> subBatches) {
        lane.tell(new LaneCommand.Submit<>(packId, subBatches, replies.ref()));
    }

    void submit(long packId, String entity, TallyCommand... commands) {
        submit(packId, subBatch(entity, commands));
    }

    /** Halts everything when the block of the first entity is being stored and the second has only been decided for. */
    void haltBetween(String first, String second) {
        journal.hold();
        submit(1, first, new TallyCommand.Add(1));
        await().until(() -> journal.held() == 1);
        submit(2, second, new TallyCommand.Add(1));
        await().until(() -> aggregate.batches.get() == 2);
        state();
        halt();
        journal.release();
    }

    /** Halts everything. */
    void halt() {
        view.set(MarketView.EMPTY.apply(new TapeEvent.ControlObserved(Controls.EVERYTHING, TradingState.HALTED)));
    }

    List<Verdict> verdicts() {
        return verdicts(replies.receiveMessage());
    }

    static List<Verdict> verdicts(LaneReply reply) {
        return Arrays.stream(reply.outcomes()).map(outcome -> outcome.verdict()).toList();
    }

    void expectSilence() {
        replies.expectNoMessage(Duration.ofMillis(50));
    }

    LaneState<Tally> state() {
        TestProbe<LaneState<Tally>> states = kit.createTestProbe();
        lane.tell(new LaneCommand.ReadState<>(states.ref()));
        return states.receiveMessage();
    }

    long total(String entity) {
        return state().stateOf(entity).total();
    }

    /** The fold of the whole log as it is stored. */
    LaneState<Tally> fromZero() {
        LaneState<Tally> state = fold.genesis();
        for (BlockBytes block : journal.log(LANE)) {
            state = fold.folded(state, block.bytes());
        }
        return state;
    }

    @Override
    public void close() {
        aggregate.open();
        kit.shutdownTestKit();
    }
}
