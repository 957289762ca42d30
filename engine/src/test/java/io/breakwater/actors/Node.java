package io.breakwater.actors;

import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.board.Board;
import io.breakwater.actors.board.BoardMessage;
import io.breakwater.actors.board.BoardSetup;
import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.lane.GatedJournal;
import io.breakwater.actors.lane.Lane;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.Aggregate;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/** Lanes of several kinds and a board in one process, over one journal in memory that outlives it. */
public final class Node implements AutoCloseable {
    public static final long START_MICROS = 1_780_000_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger STORES = new AtomicInteger();
    private static final AtomicLong IDS = new AtomicLong();

    public final AtomicLong micros;
    public final String store;
    public final GatedJournal.Store journal;
    public final ActorTestKit kit;
    public final PublishedView view = new PublishedView("tape-00");
    public final TestProbe<LaneStatus> statuses;
    public final TestProbe<LaneReply> replies;
    public final ActorRef<BoardMessage> board;

    public Node() {
        this("node-" + STORES.incrementAndGet(), new AtomicLong(START_MICROS));
    }

    private Node(String store, AtomicLong micros) {
        this.store = store;
        this.micros = micros;
        journal = GatedJournal.store(store);
        kit = ActorTestKit.create(store, ConfigFactory.parseString("""
                pekko.loglevel = WARNING
                pekko.persistence.journal.plugin = gated
                pekko.persistence.snapshot-store.plugin = remembered
                gated { class = "io.breakwater.actors.lane.GatedJournal", store = "%1$s" }
                remembered { class = "io.breakwater.actors.lane.MemorySnapshots", store = "%1$s" }
                """.formatted(store)).withFallback(ConfigFactory.load()));
        statuses = kit.createTestProbe(LaneStatus.class);
        replies = kit.createTestProbe(LaneReply.class);
        LaneRouter<MarketView, TapeEvent> tape = lanes(new Tape(), 1, () -> List.of(view));
        board = kit.spawn(Board.of(tape, new BoardSetup(Duration.ofMillis(20), 0, this::now)));
    }

    /** Stops everything, and starts another over what the journal has. */
    public Node restarted() {
        kit.shutdownTestKit();
        return new Node(store, micros);
    }

    public long now() {
        return micros.incrementAndGet();
    }

    /** Waits until one more lane serves than was waited for. */
    public void awaitServing() {
        statuses.fishForMessage(PATIENCE, status -> status instanceof LaneStatus.Serving
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
    }

    /** Starts the lanes of a kind and waits until they serve. */
    public <S, C, E> LaneRouter<S, C> lanes(
            Aggregate<S, C, E> aggregate, int count, Supplier<List<LaneDuty<S, C, E>>> duties) {
        return lanes(aggregate, count, view, duties);
    }

    /** The same, deciding on other views than the board's. */
    public <S, C, E> LaneRouter<S, C> lanes(Aggregate<S, C, E> aggregate, int count, ViewSource views,
            Supplier<List<LaneDuty<S, C, E>>> duties) {
        return lanes(aggregate, count, views, _ -> duties.get());
    }

    /** The same, with duties that know their lane. */
    public <S, C, E> LaneRouter<S, C> lanes(Aggregate<S, C, E> aggregate, int count, ViewSource views,
            Function<LaneId, List<LaneDuty<S, C, E>>> duties) {
        List<RecipientRef<LaneCommand<S, C>>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LaneId id = new LaneId(aggregate.kind(), i, count);
            LaneFold<S, C, E> fold = new LaneFold<>(new LogName("simulation", "dc-a", id.name()), aggregate);
            lanes.add(kit.spawn(Lane.of(new LaneSetup<>(id, aggregate, fold, quick(), views, this::now,
                    () -> duties.apply(id), statuses.ref())), id.name()));
        }
        for (int i = 0; i < count; i++) {
            awaitServing();
        }
        return new LaneRouter<>(lanes);
    }

    private static LaneSettings quick() {
        LaneSettings s = LaneSettings.DEFAULT;
        return new LaneSettings(s.dataCenter(), s.commandsABatch(), s.actorFrom(), s.waitingAnEntity(),
                s.waitingALane(), s.packsWhileRecovering(), s.children(), s.entities(), s.blockBytes(),
                s.snapshotEveryBlocks(), Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(50));
    }

    /** Tells a lane commands; the answer comes to {@link #replies}. @return by which number */
    @SafeVarargs
    public final <S, C> long tell(LaneRouter<S, C> lanes, String entity, C... commands) {
        int[] items = new int[commands.length];
        for (int i = 0; i < items.length; i++) {
            items[i] = i;
        }
        long id = IDS.incrementAndGet();
        RequestIds ids = new RequestIds(micros.get() / 1_000 << 16 | 7 << 12, 1L << 63 | id, items);
        SubBatch<C> subBatch = new SubBatch<>(entity, List.of(commands), ids, "tester", "", micros.get(), false);
        lanes.tell(lanes.laneOf(entity), new LaneCommand.Submit<>(id, List.of(subBatch), replies.ref()));
        return id;
    }

    public LaneReply reply() {
        return replies.receiveMessage();
    }

    /** The answer of this number; others are passed over. */
    public LaneReply reply(long id) {
        return replies.fishForMessage(PATIENCE, reply -> reply.packId() == id
                ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore()).getLast();
    }

    public void expectSilence() {
        replies.expectNoMessage(Duration.ofMillis(80));
    }

    public <S, C, T> T read(LaneRouter<S, C> lanes, String entity, Function<S, T> reading) {
        TestProbe<LaneState<S>> states = kit.createTestProbe();
        lanes.tell(lanes.laneOf(entity), new LaneCommand.ReadState<>(states.ref()));
        S state = states.receiveMessage().stateOf(entity);
        return state == null ? null : reading.apply(state);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
