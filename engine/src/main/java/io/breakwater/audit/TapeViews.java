package io.breakwater.audit;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.Envelope;
import io.breakwater.log.RecordCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The market views that decisions name, folded from the tape as they are asked for. A lane asks in nearly ascending
 * order, so the tape is read once, forwards, and a window of versions is kept (they share nearly everything); whoever
 * asks for an older one makes it start again, a bounded number of times. A view is found by the digest of the tape block
 * that made it durable. For one thread.
 */
final class TapeViews {
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(TapeEvent.class).codec(TapeEvent.class));
    private static final int WINDOW = 1_024;
    private static final int MOST_RESTARTS = 8;

    private final Journal journal;
    private final String tape;
    private final long head;
    private final Map<Long, MarketView> window = new HashMap<>();
    private final Deque<Long> order = new ArrayDeque<>();
    private LogPages pages;
    private List<StoredRow> page = List.of();
    private int at;
    private MarketView folded = MarketView.EMPTY;
    private MarketView last = MarketView.EMPTY;
    private int restarts;

    /** @param tape null where the store has none: then only the empty view is known */
    TapeViews(Journal journal, String tape) {
        this.journal = journal;
        this.tape = tape;
        this.head = tape == null ? 0 : journal.logs().highest(tape);
        begin();
    }

    private void begin() {
        pages = new LogPages(journal.logs(), tape, 1, head);
        page = List.of();
        at = 0;
        folded = MarketView.EMPTY;
        window.clear();
        order.clear();
    }

    /** The view of this name; null when the tape holds no such view. */
    MarketView view(ViewId id) {
        if (last.id().equals(id)) {
            return last;
        }
        if (id.equals(ViewId.NONE)) {
            last = MarketView.EMPTY;
            return last;
        }
        MarketView found = found(id.digest());
        if (found == null) {
            return null;
        }
        last = found.id().equals(id) ? found : found.at(id);
        window.put(id.digest(), last);
        return last;
    }

    private MarketView found(long digest) {
        MarketView ahead = window.containsKey(digest) ? window.get(digest) : forward(digest);
        if (ahead != null || restarts >= MOST_RESTARTS) {
            return ahead;
        }
        restarts++;
        begin();
        return forward(digest);
    }

    private MarketView forward(long digest) {
        while (hasRow()) {
            if (fold(page.get(at++)) == digest) {
                return folded;
            }
        }
        return null;
    }

    private boolean hasRow() {
        while (at == page.size() && pages.hasNext()) {
            page = pages.next().rows();
            at = 0;
        }
        return at < page.size();
    }

    /** Answers the digest that names the view after this block; 0 where it cannot be read, which the tape's own audit tells. */
    private long fold(StoredRow row) {
        try {
            Block block = READER.read(row.bytes());
            for (Envelope envelope : block.envelopes()) {
                folded = folded.apply((TapeEvent) envelope.event());
            }
            keep(block.digest().a());
            return block.digest().a();
        } catch (CorruptEncoding corrupt) {
            return 0;
        }
    }

    private void keep(long digest) {
        window.put(digest, folded);
        order.addLast(digest);
        if (order.size() > WINDOW) {
            window.remove(order.pollFirst());
        }
    }

    static BlockReader reader() {
        return READER;
    }
}
