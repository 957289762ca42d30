package io.breakwater.audit;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.Digest;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.RecordCodec;
import java.util.List;

/**
 * The market views that decisions name, folded from the tape as they are asked for: a view is the tape up to a block,
 * by that block's number, term and digest. A lane asks in nearly ascending order, so the tape is read forwards and a
 * window of versions is kept (they share nearly everything); whoever asks for an older one makes it start again, a
 * bounded number of times. For one thread.
 */
final class TapeViews {
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(TapeEvent.class).codec(TapeEvent.class));
    private static final int WINDOW = 1_024;
    private static final int MOST_RESTARTS = 64;

    private final Journal journal;
    private final String tape;
    private final long head;
    private final MarketView[] window = new MarketView[WINDOW];
    private LogPages pages;
    private List<StoredRow> page = List.of();
    private int at;
    private long number;
    private final LaneState<MarketView> foothold;
    private MarketView folded = MarketView.EMPTY;
    private boolean lost;
    private MarketView last = MarketView.EMPTY;
    private int restarts;

    /** All that the tape holds; where what it begins with cannot be read, those that its first block leads to. */
    static TapeViews all(Archive archive) {
        LaneFold<MarketView, TapeEvent, TapeEvent> fold =
                new LaneFold<>(archive.identity().log(Families.TAPE), new Tape());
        try {
            return new TapeViews(
                    archive.journal(), Families.TAPE, Beginning.of(archive.journal().logs(), Families.TAPE, fold));
        } catch (DamagedLog unreadable) {
            return new TapeViews(archive.journal(), Families.TAPE, fold.genesis());
        }
    }

    /** Views from a state of the tape on. */
    TapeViews(Journal journal, String tape, LaneState<MarketView> foothold) {
        this.journal = journal;
        this.tape = tape;
        this.foothold = foothold;
        this.head = journal.logs().highest(tape);
        begin();
    }

    private void begin() {
        lost = false;
        number = foothold.number();
        MarketView then = foothold.stateOf(Tape.ENTITY);
        show(then == null ? MarketView.EMPTY : then, foothold.term(), foothold.digest());
        pages = new LogPages(journal.logs(), tape, number + 1, head);
        page = List.of();
        at = 0;
    }

    /** The view of this name; null when the tape holds no such view. */
    MarketView view(ViewId id) {
        if (!last.id().equals(id)) {
            last = id.equals(ViewId.NONE) ? MarketView.EMPTY : found(id);
        }
        MarketView found = last;
        last = found == null ? MarketView.EMPTY : found;
        return found;
    }

    private MarketView found(ViewId id) {
        if (!id.board().equals(tape) || id.sequence() < Math.max(1, foothold.number()) || id.sequence() > head) {
            return null;
        }
        if (id.sequence() <= number - WINDOW && restarts < MOST_RESTARTS) {
            restarts++;
            begin();
        }
        while (number < id.sequence() && hasRow()) {
            fold(page.get(at++));
        }
        MarketView view = id.sequence() > number - WINDOW ? window[(int) (id.sequence() % WINDOW)] : null;
        return view != null && view.id().equals(id) ? view : null;
    }

    /** Whether the tape began before this view once, and does no more. */
    boolean isRemoved(ViewId id) {
        return id.board().equals(tape) && id.sequence() >= 1 && id.sequence() < foothold.number();
    }

    private boolean hasRow() {
        while (at == page.size() && pages.hasNext()) {
            page = pages.next().rows();
            at = 0;
        }
        return at < page.size();
    }

    /** What cannot be read is passed over: the tape's own audit tells of it, and no view behind it is the right one. */
    private void fold(StoredRow row) {
        lost |= row.sequenceNr() != number + 1;
        number = row.sequenceNr();
        try {
            Block block = READER.read(row.bytes());
            for (Envelope envelope : block.envelopes()) {
                folded = folded.apply((TapeEvent) envelope.event());
            }
            show(folded, Math.toIntExact(block.header().term()), block.digest());
        } catch (CorruptEncoding corrupt) {
            lost = true;
            window[(int) (number % WINDOW)] = null;
        }
    }

    private void show(MarketView view, int term, Digest digest) {
        folded = view.at(new ViewId(tape, term, number, digest.a()));
        window[(int) (number % WINDOW)] = lost ? null : folded;
    }
}
