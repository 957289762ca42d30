package io.breakwater.audit.restore;

import io.breakwater.audit.Families;
import io.breakwater.audit.Identity;
import io.breakwater.audit.restore.RestoreReport.Booked;
import io.breakwater.audit.restore.RestoreReport.BookedFact;
import io.breakwater.audit.restore.RestoreReport.RestoredLog;
import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoredRow;
import io.breakwater.journal.backup.WaitedAppend;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.BlockHeader;
import io.breakwater.log.BlockReader;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Appends to restored logs the blocks with which a lane takes its log over, under a later term: what the restore has
 * put in doubt and what logs learn from each other, and nothing else. The lane itself adds one more when it starts.
 */
final class TermBlocks {
    /**
     * Terms that may have been used between the last checkpoint and the loss without anybody knowing: each start of a
     * lane takes one.
     */
    static final int STRIDE = 1_024;

    private static final int MOST_TERM = (1 << 20) - 1;
    private static final String CALLER = "restore";
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 0b10L << 62;

    private final LogStore store;
    private final Identity identity;
    private final LogFolds folds;
    private final List<Bookings> bookings;
    private final List<BookedFact> first = new ArrayList<>();
    private long booked;

    /** @param bookings in their order */
    TermBlocks(LogFolds folds, List<Bookings> bookings) {
        this.store = folds.store();
        this.identity = folds.identity();
        this.folds = folds;
        this.bookings = List.copyOf(bookings);
    }

    /** Logs that are begun where nobody had any of them. */
    Set<String> begun() {
        Set<String> begun = new TreeSet<>();
        bookings.forEach(each -> begun.addAll(each.begun()));
        return begun;
    }

    /** In all logs so far. */
    Booked booked() {
        return new Booked(booked, List.copyOf(first));
    }

    /** @param seenTerm the highest that any checkpoint names; waits until the blocks are synced */
    RestoredLog raise(String log, long seenTerm, long nowMillis) throws InterruptedException {
        long highest = store.logs().highest(log);
        StoredRow last = store.logs().rows(log, RowRange.only(highest)).getFirst();
        SealedBlock head = BlockReader.open(last.bytes());
        long term = Math.max(head.header().term(), seenTerm) + STRIDE;
        if (term > MOST_TERM) {
            throw new IllegalArgumentException("Log " + log + " has used up its terms: " + head.header().term());
        }
        return raise(Families.ALL.of(log).orElseThrow(), new Start(log, head, last, term, nowMillis));
    }

    /** @param like a row of another log, for a log that nobody had anything of; waits until the block is synced */
    RestoredLog begin(String log, String like, long nowMillis) throws InterruptedException {
        StoredRow row = store.logs().rows(like, RowRange.only(store.logs().highest(like))).getFirst();
        return raise(Families.ALL.of(log).orElseThrow(), new Start(log, null, row, STRIDE, nowMillis));
    }

    /**
     * Behind what.
     *
     * @param head the last block; null where there is none
     * @param row whose payload is named as the new ones are to be
     */
    private record Start(String log, SealedBlock head, StoredRow row, long term, long nowMillis) {
        long number() {
            return head == null ? 0 : head.header().number();
        }
    }

    private <S, C, E> RestoredLog raise(Aggregate<S, C, E> aggregate, Start start) throws InterruptedException {
        LaneFold<S, C, E> fold = new LaneFold<>(identity.log(start.log()), aggregate);
        boolean books = bookings.stream().anyMatch(each -> each.concerns(start.log()));
        LaneState<S> state = books ? folds.state(start.log(), aggregate) : unread(fold, start.head());
        Writing<S, C, E> writing = new Writing<>(aggregate, fold, state, start);
        writing.begin(books);
        for (Bookings each : bookings) {
            for (Bookings.Fact fact : each.of(start.log(), state, identity.origin(start.term()))) {
                writing.add(fact);
            }
        }
        writing.seal();
        return new RestoredLog(start.log(), start.number(), state.digest().toString(), start.term());
    }

    /** Where the log ends, without what it comes to. */
    private static <S> LaneState<S> unread(LaneFold<S, ?, ?> fold, SealedBlock head) {
        BlockHeader before = head.header();
        return fold.genesis().after(before, head.digest(), before.baseTimeMicros(), fold.genesis().entities());
    }

    /** The blocks of one log as they come to be. */
    private final class Writing<S, C, E> {
        private final Aggregate<S, C, E> aggregate;
        private final BlockWriter writer;
        private final LaneState<S> state;
        private final Start start;
        private final long atMicros;
        private final Map<String, S> told = new HashMap<>();
        private long beganMicros;
        private SealedBlock last;
        private long number;
        private int facts;

        Writing(Aggregate<S, C, E> aggregate, LaneFold<S, C, E> fold, LaneState<S> state, Start start) {
            this.aggregate = aggregate;
            this.writer = fold.writer();
            this.state = state;
            this.start = start;
            this.number = start.number();
            this.atMicros = Math.max(state.lastDecidedMicros(), start.nowMillis() * 1_000);
        }

        void begin(boolean books) {
            beganMicros = books ? atMicros : state.lastDecidedMicros();
            writer.begin(beganMicros);
        }

        /** What is known already is not written. */
        void add(Bookings.Fact fact) throws InterruptedException {
            S before = told.containsKey(fact.entity()) ? told.get(fact.entity()) : begun(fact.entity());
            Context context = new Context(MarketView.EMPTY, atMicros, identity.origin(start.term()));
            RequestId id = id(++facts);
            C command = aggregate.commandType().cast(fact.command());
            if (aggregate.decide(before, command, id, context) instanceof Decision.Taken<E>(E event)) {
                S after = aggregate.apply(before, event, id, atMicros);
                told.put(fact.entity(), after);
                named(fact);
                add(new Envelope(fact.entity(), aggregate.scopePathOf(after), CALLER, id, "", atMicros, atMicros,
                        MarketView.EMPTY.policy().version(), aggregate.rulesVersion(), MarketView.EMPTY.id(), event));
            }
        }

        private void named(Bookings.Fact fact) {
            booked++;
            if (first.size() < Booked.MOST_NAMED) {
                first.add(new BookedFact(start.log(), fact.entity(), fact.what()));
            }
        }

        private S begun(String entity) {
            S known = state.stateOf(entity);
            return aggregate.begin(known == null ? aggregate.absent(entity) : known, MarketView.EMPTY);
        }

        private void add(Envelope envelope) throws InterruptedException {
            if (writer.isFull() || !writer.add(envelope)) {
                seal();
                writer.begin(beganMicros);
                Invariants.check(writer.add(envelope), "a fact fits a block of its own");
            }
        }

        /** Nobody else makes ids in a term that no lane has had. */
        private RequestId id(int count) {
            return new RequestId(start.nowMillis() << 16 | VERSION | identity.number(),
                    VARIANT | (Hash64.of(start.log()) & 0xFFF) << 50 | start.term() << 30 | count, 0);
        }

        void seal() throws InterruptedException {
            SealedBlock block = writer.seal(number + 1, start.term(),
                    last == null ? state.digest() : last.digest(), state.peers());
            PayloadBytes like = start.row().payload();
            WaitedAppend.append(store, List.of(new StoredRow(new RowPlace(start.log(), number + 1),
                    new PayloadBytes(like.serializerId(), like.manifest(), block.bytes()),
                    "", start.nowMillis(), start.row().adapterManifest(), Optional.empty())));
            last = block;
            number++;
        }
    }
}
