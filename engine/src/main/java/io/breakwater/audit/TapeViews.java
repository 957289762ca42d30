package io.breakwater.audit;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.Envelope;
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
    private MarketView last = MarketView.EMPTY;
    private int restarts;

    /** From the beginning. @param tape its log */
    TapeViews(Journal journal, String tape) {
        this(journal, tape, null);
    }

    /** Views behind a state of the tape; null for the beginning. */
    TapeViews(Journal journal, String tape, LaneState<MarketView> foothold) {
        this.journal = journal;
        this.tape = tape;
        this.foothold = foothold;
        this.head = journal.logs().highest(tape);
        begin();
    }

    private void begin() {
        number = foothold == null ? 0 : foothold.number();
        MarketView then = foothold == null ? null : foothold.stateOf(Tape.ENTITY);
        folded = then == null ? MarketView.EMPTY : then;
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
        if (!id.board().equals(tape) || id.sequence() < 1 || id.sequence() > head) {
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

    private boolean hasRow() {
        while (at == page.size() && pages.hasNext()) {
            page = pages.next().rows();
            at = 0;
        }
        return at < page.size();
    }

    /** What cannot be read is passed over: the tape's own audit tells of it, and no view behind it is the right one. */
    private void fold(StoredRow row) {
        number = row.sequenceNr();
        try {
            Block block = READER.read(row.bytes());
            for (Envelope envelope : block.envelopes()) {
                folded = folded.apply((TapeEvent) envelope.event());
            }
            int term = Math.toIntExact(block.header().term());
            folded = folded.at(new ViewId(tape, term, number, block.digest().a()));
            window[(int) (number % WINDOW)] = folded;
        } catch (CorruptEncoding corrupt) {
            window[(int) (number % WINDOW)] = null;
        }
    }
}
