package io.breakwater.actors.peer;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.OwnIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Table;
import io.breakwater.log.Block;
import io.breakwater.log.Envelope;
import io.breakwater.log.LogName;
import io.breakwater.log.PeerLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, for the lanes of a kind that run on this node, the copies of the same lanes' logs of other data centers. What
 * they say is submitted as facts; only when those are durable, and nothing is in doubt of the blocks any more, the
 * lane hears how far was read, so that after a failure something may be read twice and nothing is left out. A lane
 * answers all that it was asked, or ends, which is told here: so it is not asked again before, however long it takes,
 * for what a person has lifted since would be placed anew. Runs where it may wait for the store.
 */
public final class PeerReader<S, C> extends AbstractBehavior<PeerReader.Message<S, C>> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerReader.class);
    private static final int MOST_BLOCKS = 64;
    private static final String CALLER = "engine";
    private static final long SULKING_MICROS = 5_000_000;

    /** What a reader is told. */
    public sealed interface Message<S, C> {}

    /**
     * A lane begins to serve.
     *
     * @param peers how far was read already
     * @param elsewhere is told what others have decided
     */
    public record Begin<S, C>(String lane, Table<String, Long> peers, ActorRef<LaneCommand<S, C>> actor,
            AskedElsewhere elsewhere) implements Message<S, C> {}

    /** The lane does not run here any more; one that has begun again meanwhile goes on. */
    public record End<S, C>(String lane, ActorRef<LaneCommand<S, C>> actor) implements Message<S, C> {}

    /**
     * These logs may have new blocks; what is missed so is found by looking every so often.
     *
     * @param logs as {@link PeerLog#id} names copies; others are passed over
     */
    public record Rung<S, C>(Set<String> logs) implements Message<S, C> {}

    private record Look<S, C>() implements Message<S, C> {}

    private record Replied<S, C>(LaneReply reply) implements Message<S, C> {}

    /** One copy that is read for one lane. */
    private static final class Reading<S, C> {
        private final String lane;
        private final Peer peer;
        private final String copy;
        private final ActorRef<LaneCommand<S, C>> actor;
        private final AskedElsewhere elsewhere;
        private final HeldBack held = new HeldBack();
        private long readTo;
        /** Up to here what was asked there is known; a little before {@link #readTo} at first. */
        private long askedTo;
        private long pack;
        private int packSize;
        private Runnable whenBooked;
        private long quietUntilMicros;

        Reading(Begin<S, C> begin, Peer peer) {
            this.lane = begin.lane();
            this.peer = peer;
            this.copy = PeerLog.id(peer.id(), lane);
            this.actor = begin.actor();
            this.elsewhere = begin.elsewhere();
            this.readTo = begin.peers().getOrDefault(log(), 0L);
            this.askedTo = Math.max(0, readTo - MOST_BLOCKS);
        }

        void note(Block block, Predicate<Envelope> decides) {
            if (block.header().number() > askedTo) {
                block.envelopes().stream().filter(decides).forEach(each -> elsewhere.add(each.requestId()));
                askedTo = block.header().number();
            }
        }

        /** As headers name it. */
        String log() {
            return peer.id() + "/" + lane;
        }

        /** The facts of these blocks are durable here. */
        void advance(HeldBack.Part read) {
            goOn();
            readTo = read.upTo();
            if (held.isEmpty() && read.entities().isEmpty()) {
                tell(read);
            } else {
                held.add(read);
            }
        }

        /** So is all that was in doubt of the first of what is held back. */
        void settled() {
            goOn();
            tell(held.first());
            held.settled();
        }

        private void goOn() {
            quietUntilMicros = 0;
        }

        private void tell(HeldBack.Part read) {
            actor.tell(new LaneCommand.ReadUpTo<>(log(), read.upTo(), read.awaited()));
        }
    }

    private final PeerReaderSetup<C> setup;
    private final OwnIds ids;
    private final ActorRef<LaneReply> replies;
    private final Map<String, List<Reading<S, C>>> served = new HashMap<>();
    private final Map<Long, Reading<S, C>> submitted = new HashMap<>();
    private long packs;

    private PeerReader(ActorContext<Message<S, C>> context, TimerScheduler<Message<S, C>> timers,
            PeerReaderSetup<C> setup) {
        super(context);
        this.setup = setup;
        int start = (int) (setup.clockMicros().getAsLong() / 1_000_000) & 0xF_FFFF;
        this.ids = new OwnIds("peer-reader-" + setup.kind(), new Origin(setup.dataCenter(), start));
        this.replies = context.messageAdapter(LaneReply.class, Replied::new);
        timers.startTimerWithFixedDelay(new Look<>(), setup.period());
    }

    public static <S, C> Behavior<Message<S, C>> of(PeerReaderSetup<C> setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new PeerReader<>(context, timers, setup)));
    }

    @Override
    public Receive<Message<S, C>> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message<S, C>> on(Message<S, C> message) {
        switch (message) {
            case Begin<S, C> begin -> begin(begin);
            case End<S, C>(String lane, ActorRef<LaneCommand<S, C>> actor) -> end(lane, actor);
            case Rung<S, C>(Set<String> logs) -> served.values().forEach(readings -> readings.stream()
                    .filter(reading -> logs.contains(reading.copy)).forEach(this::look));
            case Look<S, C>() -> served.values().forEach(readings -> readings.forEach(this::look));
            case Replied<S, C>(LaneReply reply) -> replied(reply);
        }
        return this;
    }

    private void begin(Begin<S, C> begin) {
        end(begin.lane(), begin.actor());
        List<Reading<S, C>> readings = new ArrayList<>();
        for (Peer peer : setup.peers()) {
            readings.add(new Reading<>(begin, peer));
        }
        served.put(begin.lane(), readings);
    }

    private void end(String lane, ActorRef<LaneCommand<S, C>> actor) {
        boolean same = served.getOrDefault(lane, List.of()).stream().allMatch(each -> each.actor.equals(actor));
        if (same) {
            served.remove(lane);
            submitted.values().removeIf(each -> each.lane.equals(lane));
        }
    }

    private void look(Reading<S, C> reading) {
        long now = setup.clockMicros().getAsLong();
        if (reading.pack != 0 || now < reading.quietUntilMicros) {
            return;
        }
        try {
            if (!isSettling(reading, now) && !reading.held.isFull()) {
                read(reading, now);
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("{} behind block {} cannot be read now", reading.log(), reading.readTo, unreadable);
            reading.quietUntilMicros = now + SULKING_MICROS;
        }
    }

    /** Books what is known by now of what is held back; true while the lane has to answer. */
    private boolean isSettling(Reading<S, C> reading, long now) {
        HeldBack.Part part = reading.held.first();
        if (part == null) {
            return false;
        }
        Optional<List<Own<C>>> facts = setup.fold().afterwards(reading.peer, part.entities(), part.since());
        if (facts.isPresent() && facts.get().isEmpty()) {
            reading.settled();
        } else if (facts.isPresent()) {
            submit(reading, facts.get(), reading::settled, now);
        }
        return reading.pack != 0;
    }

    private void read(Reading<S, C> reading, long now) {
        if (reading.askedTo < reading.readTo) {
            note(reading, blocks(reading, reading.askedTo, (int) (reading.readTo - reading.askedTo)));
            reading.askedTo = reading.readTo;
        }
        List<Block> blocks = blocks(reading, reading.readTo, MOST_BLOCKS);
        if (blocks.isEmpty()) {
            return;
        }
        note(reading, blocks);
        List<Own<C>> facts = setup.fold().facts(reading.peer, blocks);
        HeldBack.Part part = new HeldBack.Part(reading.readTo + blocks.size(), setup.fold().doubtful(blocks),
                setup.fold().known(), !facts.isEmpty() && setup.boundThroughView());
        if (facts.isEmpty()) {
            reading.advance(part);
        } else {
            submit(reading, facts, () -> reading.advance(part), now);
        }
    }

    private void note(Reading<S, C> reading, List<Block> blocks) {
        blocks.forEach(block -> reading.note(block, setup.fold()::decides));
    }

    private List<Block> blocks(Reading<S, C> reading, long behind, int most) {
        List<byte[]> bytes = setup.copies().read(reading.peer.id(), reading.lane, behind + 1, most);
        List<Block> blocks = new ArrayList<>(bytes.size());
        for (byte[] each : bytes) {
            blocks.add(checked(reading, setup.reader().read(each), behind + blocks.size() + 1));
        }
        return blocks;
    }

    private Block checked(Reading<S, C> reading, Block block, long number) {
        LogName expected = new LogName(setup.environment(), reading.peer.id(), reading.lane);
        if (!block.header().log().equals(expected) || block.header().number() != number) {
            throw new IllegalStateException("the copy of " + expected + " holds block " + block.header().number()
                    + " of " + block.header().log() + " as number " + number);
        }
        return block;
    }

    private void submit(Reading<S, C> reading, List<Own<C>> facts, Runnable whenBooked, long now) {
        List<SubBatch<C>> subBatches = new ArrayList<>(facts.size());
        for (Own<C> fact : facts) {
            subBatches.add(new SubBatch<>(
                    fact.entity(), List.of(fact.command()), ids.next(now, 1), CALLER, "", now, false));
        }
        reading.pack = ++packs;
        reading.whenBooked = whenBooked;
        reading.packSize = facts.size();
        reading.quietUntilMicros = now + setup.patience().toNanos() / 1_000;
        submitted.put(packs, reading);
        reading.actor.tell(new LaneCommand.Submit<>(packs, subBatches, replies));
    }

    private void replied(LaneReply reply) {
        Reading<S, C> reading = submitted.remove(reply.packId());
        if (reading == null) {
            return;
        }
        reading.pack = 0;
        for (int i = 0; i < reading.packSize; i++) {
            if (!reply.isDecided(i)) {
                return;
            }
        }
        reading.whenBooked.run();
        look(reading);
    }
}
