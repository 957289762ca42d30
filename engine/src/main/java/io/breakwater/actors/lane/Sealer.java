package io.breakwater.actors.lane;

import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.BoundExceeded;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a lane's blocks: encodes batches as they are decided, while the block before is being stored, and seals what
 * has come together when that one is durable. At most one block is in flight. Owned by the front alone.
 */
final class Sealer<S, C, E> {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final LaneSetup<S, C, E> setup;
    private final ActorRef<LaneLog.Append<S>> log;
    private final BlockWriter writer;
    private final List<Decided<S, C, E>> gathered = new ArrayList<>();
    private List<Decided<S, C, E>> postponed = new ArrayList<>();
    private List<Decided<S, C, E>> inFlight = List.of();
    private LaneState<S> durable;
    private LaneState<S> newest;
    private Table<String, Long> peers;
    private byte[] lastBlock = {};
    /** Whether a peer waits for the next block, for what its header says. */
    private boolean awaited;

    Sealer(LaneSetup<S, C, E> setup, LaneState<S> recovered, ActorRef<LaneLog.Append<S>> log) {
        this.setup = setup;
        this.log = log;
        this.writer = setup.fold().writer();
        this.durable = recovered;
        this.newest = recovered;
        this.peers = recovered.peers();
    }

    /** All that is known to be stored. */
    LaneState<S> durable() {
        return durable;
    }

    /** The same with the block in flight. */
    LaneState<S> newest() {
        return newest;
    }

    /** The bytes of the last block that was sealed. */
    byte[] lastBlock() {
        return lastBlock;
    }

    /** The next block says that a peer's log was read and written down so far. */
    void readUpTo(LaneCommand.ReadUpTo<S, ?> read) {
        long before = peers.getOrDefault(read.log(), 0L);
        if (read.number() > before) {
            peers = peers.put(read.log(), read.number());
            awaited |= read.awaited();
        }
    }

    /** Whether the next block takes more; what is decided beyond that goes into the one after it. */
    boolean hasRoom() {
        return writer.bytes() < setup.settings().blockBytes();
    }

    /** Whether there is something to put into a block. */
    boolean hasWork() {
        return awaited || !gathered.isEmpty();
    }

    boolean isWriting() {
        return newest != durable;
    }

    /** Takes a batch into the next block or one after it. False, and nothing taken, where no block has room for it. */
    boolean add(Decided<S, C, E> decided) {
        if (!hasRoom()) {
            postponed.add(decided);
            return true;
        }
        return switch (encoded(decided)) {
            case TAKEN -> gathered.add(decided);
            case NO_ROOM -> postponed.add(decided);
            case TOO_LARGE -> false;
        };
    }

    private enum Fit {
        TAKEN,
        NO_ROOM,
        TOO_LARGE
    }

    private Fit encoded(Decided<S, C, E> decided) {
        boolean alone = writer.events() == 0;
        if (alone) {
            writer.begin(decided.batch().context().nowMicros());
        }
        if (isWritten(decided)) {
            return Fit.TAKEN;
        }
        encodeAgain();
        return alone ? Fit.TOO_LARGE : Fit.NO_ROOM;
    }

    private boolean isWritten(Decided<S, C, E> decided) {
        try {
            int at = 0;
            String scopePath = setup.aggregate().scopePathOf(decided.candidate());
            for (Work<C> work : decided.batch().works()) {
                for (int i = 0; i < work.count(); i++, at++) {
                    if (decided.isRecorded(at) && !writer.add(envelope(decided, scopePath, work, i, at))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (BoundExceeded | IllegalArgumentException unwritable) {
            LOG.warn("{}: events of {} cannot be written: {}", setup.lane(), decided.batch().entity(),
                    unwritable.toString());
            return false;
        }
    }

    private Envelope envelope(Decided<S, C, E> decided, String scopePath, Work<C> work, int index, int at) {
        SubBatch<C> subBatch = work.subBatch();
        Context context = decided.batch().context();
        MarketView view = context.view();
        return new Envelope(
                subBatch.entity(),
                scopePath,
                subBatch.caller(),
                subBatch.ids().at(work.from() + index),
                subBatch.traceId(),
                context.nowMicros(),
                subBatch.receivedAtMicros(),
                view.policy().version(),
                setup.aggregate().rulesVersion(),
                view.id(),
                decided.events()[at]);
    }

    /** A batch is in a block as a whole or not at all; takes back what was written of one. */
    private void encodeAgain() {
        writer.begin(gathered.isEmpty() ? 0 : gathered.getFirst().batch().context().nowMicros());
        for (Decided<S, C, E> decided : gathered) {
            Invariants.check(isWritten(decided), "what fitted once fits again");
        }
    }

    /** Takes out the batches that would be decided otherwise now. */
    List<Decided<S, C, E>> dropOutdated(Predicate<Batch<S, C>> isOutdated) {
        List<Decided<S, C, E>> outdated = new ArrayList<>(0);
        for (Iterator<Decided<S, C, E>> each = gathered.iterator(); each.hasNext();) {
            Decided<S, C, E> decided = each.next();
            if (isOutdated.test(decided.batch())) {
                outdated.add(decided);
                each.remove();
            }
        }
        if (!outdated.isEmpty()) {
            encodeAgain();
        }
        return outdated;
    }

    /**
     * Closes the block and has it stored. Answers the batches in it: none where there are none, and then a block only
     * if a peer waits for its header.
     */
    List<Decided<S, C, E>> seal() {
        if (gathered.isEmpty()) {
            if (awaited) {
                sealHeader(newest.term());
            }
            return List.of();
        }
        inFlight = List.copyOf(gathered);
        gathered.clear();
        LongMap.Builder<Entity<S>> entities = newest.entities().toBuilder();
        long decidedMicros = 0;
        for (Decided<S, C, E> decided : inFlight) {
            String name = decided.batch().entity();
            if (!setup.aggregate().isAbsent(decided.candidate())) {
                entities.put(Hash64.of(name), new Entity<>(name, decided.candidate()));
            }
            decidedMicros = Math.max(decidedMicros, decided.batch().context().nowMicros());
        }
        append(newest.term(), decidedMicros, entities.build());
        return inFlight;
    }

    /** Writes the block with which this owner takes the log over: a higher term and no events. */
    void sealTerm() {
        sealHeader(newest.term() + 1);
    }

    private void sealHeader(int term) {
        writer.begin(newest.lastDecidedMicros());
        append(term, newest.lastDecidedMicros(), newest.entities());
    }

    private void append(int term, long decidedMicros, LongMap<Entity<S>> entities) {
        SealedBlock block = writer.seal(newest.number() + 1, term, newest.digest(), peers);
        lastBlock = block.bytes();
        awaited = false;
        newest = newest.after(block.header(), block.digest(), decidedMicros, entities);
        log.tell(new LaneLog.Append<>(new BlockBytes(block.bytes()), newest.number(), newest));
        writer.begin(0);
    }

    /** The block is stored. Answers the batches in it. */
    List<Decided<S, C, E>> persisted(long number) {
        Invariants.check(number == newest.number(), "one block is in flight");
        durable = newest;
        List<Decided<S, C, E>> stored = inFlight;
        inFlight = List.of();
        return stored;
    }

    /** What had no room in the block before; it is to be added again. */
    List<Decided<S, C, E>> takePostponed() {
        List<Decided<S, C, E>> all = postponed;
        postponed = new ArrayList<>();
        return all;
    }
}
