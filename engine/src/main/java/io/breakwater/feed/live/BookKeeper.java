package io.breakwater.feed.live;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import io.breakwater.feed.VenueSymbol;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the books of a venue whole: judges every change by the venue's rule, asks for the whole book where one is
 * missing (now and then, whatever comes), and hands on only what fits. Changes that come before the whole book wait for
 * it.
 */
final class BookKeeper {
    private static final int MOST_WAITING = 1_000;
    private static final long ASK_AGAIN_MICROS = 5_000_000;

    private final SequenceRule rule;
    private final Sink sink;
    private final Consumer<VenueSymbol> renew;
    private final Map<VenueSymbol, Kept> kept = new HashMap<>();

    /** @param renew asks the venue for the whole book */
    BookKeeper(SequenceRule rule, Sink sink, Consumer<VenueSymbol> renew) {
        this.rule = rule;
        this.sink = sink;
        this.renew = renew;
    }

    private static final class Kept {
        private final OrderBook book = new OrderBook();
        private final Deque<Observation.Book> waiting = new ArrayDeque<>();
        private boolean isKnown;
        private boolean isFirst;
        private long last;
        private long askedAtMicros;
    }

    /** Null where it is not whole now. */
    OrderBook book(VenueSymbol of) {
        Kept it = kept.get(of);
        return it != null && it.isKnown ? it.book : null;
    }

    /** After a connection was lost nothing is known. The gate bounds how many instruments there are. */
    void forget() {
        kept.clear();
    }

    void take(Observation.Book book) {
        Kept it = kept.computeIfAbsent(book.of(), _ -> new Kept());
        if (book.isWhole()) {
            begin(it, book);
        } else if (it.isKnown) {
            change(it, book);
        } else {
            await(it, book);
        }
    }

    private void begin(Kept it, Observation.Book whole) {
        it.isKnown = true;
        apply(it, whole);
        it.isFirst = true;
        Deque<Observation.Book> waiting = new ArrayDeque<>(it.waiting);
        it.waiting.clear();
        for (Observation.Book change : waiting) {
            if (it.isKnown && !rule.isOld(it.last, change)) {
                change(it, change);
            }
        }
    }

    private void change(Kept it, Observation.Book change) {
        if (rule.isOld(it.last, change)) {
            if (it.isFirst) {
                return;
            }
            sink.faulty(Fault.DUPLICATED, change.of() + " " + change.at());
        } else if (rule.follows(it.last, it.isFirst, change)) {
            apply(it, change);
        } else {
            lose(it, change, Fault.GAP);
        }
    }

    private void apply(Kept it, Observation.Book book) {
        it.book.apply(book);
        it.last = book.at().sequence();
        it.isFirst = false;
        if (book.chain().checksum() != 0 && !rule.agrees(it.book, book.chain().checksum())) {
            lose(it, book, Fault.CHECKSUM);
        } else if (it.book.isCrossed()) {
            lose(it, book, Fault.CROSSED);
        } else {
            sink.observed(book);
        }
    }

    private void lose(Kept it, Observation.Book cause, Fault fault) {
        sink.faulty(fault, cause.of() + " after " + it.last + ": " + cause.chain() + " " + cause.at());
        it.isKnown = false;
        it.waiting.clear();
        await(it, cause);
    }

    private void await(Kept it, Observation.Book change) {
        if (it.waiting.size() == MOST_WAITING) {
            it.waiting.clear();
        }
        if (!change.isWhole()) {
            it.waiting.addLast(change);
        }
        long now = change.at().receivedMicros();
        if (it.askedAtMicros == 0 || now - it.askedAtMicros > ASK_AGAIN_MICROS) {
            it.askedAtMicros = now;
            renew.accept(change.of());
        }
    }
}
