package io.breakwater.feed.fix;

import io.breakwater.feed.fix.HeldMessages.Held;
import io.breakwater.kernel.Outcome;
import java.util.List;
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
    private static final int SHOWN = 10;
    private static final int SHOWN_CHARS = 512;
    private static final int PASSED = Outcome.Verdict.values().length;

    private final ExecutionReader reader;
    private final Symbols symbols;
    private final SequenceStore numbers;
    private final HeldMessages held;
    private final Ways ways;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
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
        SequenceStore.Taken taken = numbers.taken();
        Runnable settled = () -> {
            numbers.settled(taken);
            room.release();
        };
        try {
            FactDoor.Booking booking = reader.read(message);
            if (booking == null) {
                counts.incrementAndGet(PASSED);
                settled.run();
            } else {
                ways.door().book(booking, outcome -> booked(outcome, message.toString(), settled));
            }
        } catch (FixFault fault) {
            hold(fault.getMessage(), message.toString(), settled);
        } catch (RuntimeException unexpected) {
            // Thrown on, it would come again for ever and hold back all that follows.
            hold("cannot be read: " + unexpected, message.toString(), settled);
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

    private void hold(String why, String text, Runnable settled) {
        held.hold(ways.clockMicros().getAsLong(), why, text, failure -> stored(failure, settled));
    }

    private void stored(RuntimeException failure, Runnable settled) {
        if (failure != null) {
            ways.whenLost().accept(failure);
        } else {
            settled.run();
        }
    }

    private void booked(Outcome outcome, String text, Runnable settled) {
        counts.incrementAndGet(outcome.verdict().ordinal());
        switch (outcome.verdict()) {
            case ACCEPTED, DUPLICATE, SUSPENSE -> settled.run();
            case REFUSED, THROTTLED, UNKNOWN -> hold("was refused: " + outcome.rejection(), text, settled);
        }
    }

    /** Reads what is held once more: its symbol may have been listed since. In order, so that a bust finds its fill. */
    synchronized void retry() {
        symbols.renew();
        readAgain();
    }

    private void readAgain() {
        for (Held message : held.oldestFirst()) {
            if (!retried.contains(message.id())) {
                readAgain(message);
            }
        }
    }

    private void readAgain(Held message) {
        try {
            Message read = new Message();
            read.fromString(message.text(), Dictionary.FIX44, false);
            FactDoor.Booking booking = reader.read(read);
            if (booking != null) {
                retried.add(message.id());
                ways.door().book(booking, outcome -> rebooked(outcome, message));
            }
        } catch (InvalidMessage | RuntimeException still) {
            // It stays where it is; why was said when it came.
            retried.remove(message.id());
        }
    }

    private void rebooked(Outcome outcome, Held message) {
        counts.incrementAndGet(outcome.verdict().ordinal());
        switch (outcome.verdict()) {
            case ACCEPTED, DUPLICATE, SUSPENSE -> held.release(message, failure -> stored(failure, () -> { }));
            case REFUSED, THROTTLED, UNKNOWN -> retried.remove(message.id());
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
