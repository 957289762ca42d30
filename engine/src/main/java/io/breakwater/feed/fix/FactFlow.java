package io.breakwater.feed.fix;

import io.breakwater.feed.fix.HeldMessages.Held;
import io.breakwater.feed.fix.Parts.Carried;
import io.breakwater.kernel.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import quickfix.InvalidMessage;
import quickfix.Message;

/**
 * Messages on their way to being durable: each is handed on as a fact, or held, or passed over, and settled then. At
 * most so many are under way; beyond it the session's thread waits, and so does the counterparty.
 */
final class FactFlow {
    private static final int MOST_UNDER_WAY = 1_024;
    private static final long PATIENCE_SECONDS = 10;
    private static final long MOST_WAITING_MICROS = 5_000_000;
    private static final int SHOWN = 10;
    private static final int SHOWN_CHARS = 512;
    private static final int PASSED = Outcome.Verdict.values().length;

    private final ExecutionReader reader;
    private final Symbols symbols;
    private final SequenceStore numbers;
    private final HeldMessages held;
    private final Ways ways;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final Parts parts = new Parts();
    private final Set<Long> retried = ConcurrentHashMap.newKeySet();
    private final AtomicLongArray counts = new AtomicLongArray(PASSED + 1);

    /** Where it leads. @param whenLost told when a log can no longer be written */
    record Ways(FactDoor door, LongSupplier clockMicros, Consumer<RuntimeException> whenLost) {}

    FactFlow(ExecutionReader reader, Symbols symbols, SequenceStore numbers, HeldMessages held, Ways ways) {
        this.reader = reader;
        this.symbols = symbols;
        this.numbers = numbers;
        this.held = held;
        this.ways = ways;
    }

    /**
     * On the session's thread, in the order of the messages, before the session counts the message.
     *
     * @throws IllegalStateException where too much is held or under way: the message is not counted then, and comes
     *     again
     */
    void take(Message message) {
        enter();
        handOn(message);
    }

    private synchronized void handOn(Message message) {
        if (symbols.renew()) {
            readAgain();
        }
        read(message, new Carried(message.toString(), numbers.taken(), null));
    }

    /** Books what it says, keeps it until the rest of its trade has come, or puts it back. */
    private void read(Message message, Carried carried) {
        try {
            ExecutionReader.Trade trade = reader.tradeOf(message);
            if (trade != null && trade.isNew()) {
                parts.add(trade.key(), message, carried, ways.clockMicros().getAsLong());
                join(trade.key());
            } else if (trade != null && parts.has(trade.key())) {
                putBack(carried, "its trade is not told in full");
            } else {
                book(reader.read(message), List.of(carried));
            }
        } catch (RuntimeException fault) {
            // Thrown on, it would come again for ever and hold back all that follows.
            putBack(carried, why(fault));
        }
    }

    private void join(String trade) {
        FactDoor.Booking booking;
        try {
            booking = reader.joined(parts.messages(trade));
        } catch (RuntimeException fault) {
            parts.remove(trade).forEach(part -> putBack(part, why(fault)));
            return;
        }
        if (booking != null) {
            book(booking, parts.remove(trade));
        }
    }

    private static String why(RuntimeException fault) {
        return fault instanceof FixFault ? fault.getMessage() : "cannot be read: " + fault;
    }

    /** @param booking null where nothing follows */
    private void book(FactDoor.Booking booking, List<Carried> carried) {
        if (booking == null) {
            counts.incrementAndGet(PASSED);
            settled(carried);
        } else {
            ways.door().book(booking, outcome -> booked(outcome, carried));
        }
    }

    private void booked(Outcome outcome, List<Carried> carried) {
        counts.incrementAndGet(outcome.verdict().ordinal());
        switch (outcome.verdict()) {
            case ACCEPTED, DUPLICATE, SUSPENSE -> settled(carried);
            case REFUSED, THROTTLED, UNKNOWN ->
                    carried.forEach(each -> putBack(each, "was refused: " + outcome.rejection()));
        }
    }

    private void settled(List<Carried> carried) {
        List<SequenceStore.Taken> taken = carried.stream().map(Carried::taken).filter(Objects::nonNull).toList();
        numbers.settled(taken);
        room.release(taken.size());
        carried.stream().map(Carried::held).filter(Objects::nonNull)
                .forEach(message -> held.release(message, failure -> stored(failure, () -> { })));
    }

    /** Held, where it is not; why was said when it came. */
    private void putBack(Carried carried, String why) {
        if (carried.held() != null) {
            retried.remove(carried.held().id());
        } else {
            held.hold(ways.clockMicros().getAsLong(), why, carried.text(), failure ->
                    stored(failure, () -> settled(List.of(carried))));
        }
    }

    private void enter() {
        if (held.isFull()) {
            throw new IllegalStateException("too many messages are held");
        }
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("too many messages are under way");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("it stops", stopped);
        }
    }

    private void stored(RuntimeException failure, Runnable settled) {
        if (failure != null) {
            ways.whenLost().accept(failure);
        } else {
            settled.run();
        }
    }

    /**
     * Reads what is held once more: its symbol may have been listed since. In order, so that a bust finds its fill.
     * Parts whose trade does not become whole are held.
     */
    synchronized void retry() {
        parts.overdue(ways.clockMicros().getAsLong() - MOST_WAITING_MICROS)
                .forEach(part -> putBack(part, "the rest of its trade has not come"));
        symbols.renew();
        readAgain();
    }

    private void readAgain() {
        for (Held message : held.oldestFirst()) {
            if (retried.add(message.id())) {
                readAgain(message);
            }
        }
    }

    private void readAgain(Held message) {
        Carried carried = new Carried(message.text(), null, message);
        try {
            Message read = new Message();
            read.fromString(message.text(), Dictionary.FIX44, false);
            read(read, carried);
        } catch (InvalidMessage still) {
            putBack(carried, "");
        }
    }

    FactCounts counts() {
        List<Held> waiting = held.oldestFirst();
        return new FactCounts(of(Outcome.Verdict.ACCEPTED), of(Outcome.Verdict.DUPLICATE),
                of(Outcome.Verdict.SUSPENSE), counts.get(PASSED), numbers.open(), waiting.size(),
                numbers.getNextTargetMsgSeqNum(), waiting.stream().limit(SHOWN).map(it -> new FactCounts.HeldText(
                        it.receivedMicros(), it.why(), it.text().substring(0, Math.min(SHOWN_CHARS,
                                it.text().length())))).toList());
    }

    private long of(Outcome.Verdict verdict) {
        return counts.get(verdict.ordinal());
    }
}
