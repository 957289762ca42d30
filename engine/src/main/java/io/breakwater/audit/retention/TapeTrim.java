package io.breakwater.audit.retention;

import io.breakwater.audit.Beginning;
import io.breakwater.audit.Damage;
import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.journal.Anchors;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.TrimRefused;
import io.breakwater.journal.backup.WaitedAppend;
import io.breakwater.journal.rocksdb.EmbeddedStore;
import io.breakwater.log.BlockHeader;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.CorruptLog;
import io.breakwater.log.Digest;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.PeerLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes the tape's blocks of before a time. The view that was in force then is kept, as an anchor, and its block
 * with it. Whoever else writes to the store may go on; whoever reads the tape meanwhile may miss what goes.
 */
public final class TapeTrim {
    private static final int MOST_ROWS = 64;
    private static final String TAPE = Families.TAPE;
    /** How a lane names a snapshot's bytes to the journal, whose name for a block is the block's own. */
    private static final String SNAPSHOT = "snapshot";

    private final LogStore store;
    private final Removal removal;
    private final KnownCheckpoints checkpoints;
    private final CheckpointWriter signer;
    private final LaneFold<MarketView, TapeEvent, TapeEvent> fold;

    /** How rows go. */
    @FunctionalInterface
    public interface Removal {

        /** Removes a log's rows up to a number, all of them or none, and waits until they are gone for good. */
        void upTo(String log, long number) throws InterruptedException;
    }

    /**
     * What is cut.
     *
     * @param identity whose
     * @param removal of its rows
     */
    public record Cut(LogStore store, Identity identity, Removal removal) {}

    /** @param checkpoints all that can be had: one of them has to name what the tape begins behind now */
    public TapeTrim(EmbeddedStore store, Identity identity, KnownCheckpoints checkpoints, CheckpointWriter signer) {
        this(new Cut(store, identity, (log, number) -> WaitedAppend.deleteTo(store, log, number)), checkpoints, signer);
    }

    /** As above, of any store. */
    public TapeTrim(Cut cut, KnownCheckpoints checkpoints, CheckpointWriter signer) {
        this.store = cut.store();
        this.removal = cut.removal();
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.fold = new LaneFold<>(cut.identity().log(TAPE), new Tape());
    }

    /**
     * Waits for all of it. Where there is nothing to remove, what a removal that was cut short has left is removed.
     *
     * @param sinceMicros the views since are kept, epoch micros
     * @param nowMicros for the signed checkpoint
     * @throws TrimRefused where what would go is not as it was written, or another data center copies it; nothing was
     *     changed
     */
    public TrimReport run(long sinceMicros, long nowMicros) throws InterruptedException {
        refuseCopies();
        LaneState<MarketView> begun = begun();
        LaneState<MarketView> then = inForce(begun, sinceMicros);
        if (then.number() > begun.number()) {
            Head head = CheckpointWriter.head(TAPE, fold, then);
            signer.keep(head, nowMicros);
            anchor(then, nowMicros / 1_000);
        }
        if (then.number() > 1) {
            removal.upTo(TAPE, then.number() - 1);
        }
        return new TrimReport(
                TAPE, begun.number(), then.number(), then.lastDecidedMicros(), store.logs().highest(TAPE));
    }

    /** Another data center's copy begins with the first block, and so does what is copied from here. */
    private void refuseCopies() {
        Optional<String> copy = store.logs().persistenceIds().stream().filter(PeerLog::isCopy).findFirst();
        if (copy.isPresent()) {
            throw new TrimRefused("The journal has a copy of another data center's log, " + copy.get()
                    + ": data centers with links keep the whole tape");
        }
    }

    private LaneState<MarketView> begun() {
        LaneState<MarketView> begun = Beginning.of(store.logs(), TAPE, fold);
        Optional<Damage> damage = Beginning.damage(store.logs(), fold, begun, checkpoints);
        if (damage.isPresent()) {
            throw refused(damage.get().toString());
        }
        return begun;
    }

    private static TrimRefused refused(String why) {
        return new TrimRefused("The tape is not what was written, nothing is removed: " + why
                + ". Run: ./breakwater audit verify");
    }

    /** The state of the tape at a time, folded from where it begins; what it begins with where that is later. */
    private LaneState<MarketView> inForce(LaneState<MarketView> begun, long micros) {
        Folding folding = new Folding(begun, micros);
        long read = 1;
        while (read > 0 && !folding.isOver) {
            RowRange next = new RowRange(folding.state.number() + 1, Long.MAX_VALUE, MOST_ROWS);
            read = store.logs().read(TAPE, next, folding::add);
        }
        return folding.inForce;
    }

    /**
     * The tape as it is read, up to the first block that was begun after a time. A block without events, which a lane
     * writes when it takes over, does not say when: the view before it may have been in force for long after.
     */
    private final class Folding {
        private final long micros;
        private final Map<Long, Digest> signed = new HashMap<>();
        private LaneState<MarketView> state;
        private LaneState<MarketView> inForce;
        private boolean isOver;

        Folding(LaneState<MarketView> begun, long micros) {
            this.micros = micros;
            this.state = begun;
            this.inForce = begun;
            checkpoints.heads(TAPE).forEach(head -> signed.put(head.number(), head.digest()));
        }

        boolean add(StoredRow row) {
            try {
                BlockHeader header = BlockReader.open(row.bytes()).header();
                isOver = header.events() > 0 && header.baseTimeMicros() > micros;
                if (!isOver) {
                    state = fold.folded(state, row.bytes());
                    require(state);
                    inForce = header.events() > 0 ? state : inForce;
                }
                return !isOver;
            } catch (CorruptLog | CorruptEncoding corrupt) {
                throw refused(corrupt.getMessage());
            }
        }

        private void require(LaneState<MarketView> after) {
            Digest named = signed.getOrDefault(after.number(), after.digest());
            if (!named.equals(after.digest())) {
                throw refused("block " + after.number() + " has the digest " + after.digest()
                        + ", a signed checkpoint says " + named);
            }
        }
    }

    /** Stores the anchor and reads it back. */
    private void anchor(LaneState<MarketView> state, long nowMillis) throws InterruptedException {
        StoredRow ground = store.logs().rows(TAPE, RowRange.only(state.number())).getFirst();
        byte[] bytes = fold.snapshot(state);
        StoredRow snapshot = new StoredRow(new RowPlace(TAPE, state.number()),
                new PayloadBytes(ground.payload().serializerId(), SNAPSHOT, bytes), "", nowMillis, "",
                Optional.empty());
        for (StoredRow row : Anchors.rows(snapshot, store.logs().highest(Anchors.of(TAPE)))) {
            WaitedAppend.append(store, List.of(row));
        }
        LaneState<MarketView> stored = Beginning.of(store.logs(), TAPE, fold);
        if (stored.number() != state.number() || !fold.stateHash(stored).equals(fold.stateHash(state))) {
            throw new TrimRefused("The anchor at block " + state.number() + " reads back as another");
        }
    }
}
