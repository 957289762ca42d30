package io.breakwater.feed.fix;

import java.io.IOException;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import quickfix.MessageStore;

/**
 * A session's numbers. What the session counts is in memory; what is durable is the number of the first message whose
 * facts are not: that one, and all after it, are asked for again after a restart. Of our own numbers some are reserved
 * ahead, so that none is used twice; the gap that a crash leaves is filled when the counterparty asks for it, since all
 * that we send is administrative and none of it is kept.
 */
final class SequenceStore implements MessageStore {
    private static final int AHEAD = 100;
    private static final int LEAST_AHEAD = 20;

    private final DurableLog log;
    private final Told told;
    private final TreeSet<Long> pending = new TreeSet<>();
    /** First and last of those that belong together and are settled. */
    private final TreeMap<Long, Long> spans = new TreeMap<>();
    private Numbers now;
    private Numbers stored;
    private int life;
    private boolean isWriting;
    private boolean isReady;
    private boolean isClosing;

    /**
     * Who hears of it, on the store's thread.
     *
     * @param whenReady once, when the first of our numbers are reserved: before, nothing may be sent
     * @param whenLost when what is counted can no longer be made durable
     */
    record Told(Runnable whenReady, Consumer<RuntimeException> whenLost) {}

    /** @param sender ours, to be used next @param target theirs, expected next */
    private record Numbers(int sender, int target, long createdMillis) {

        static Numbers read(String row) {
            String[] parts = row.split(" ");
            return new Numbers(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }

        String row() {
            return sender + " " + target + " " + createdMillis;
        }
    }

    /** A message that was taken and is not settled. @param life counts resets of the session */
    record Taken(int life, int number) {

        private long key() {
            return (long) life << Integer.SIZE | number;
        }
    }

    /** Waits for the store. */
    SequenceStore(DurableLog log, long nowMillis, Told told) {
        this.log = log;
        this.told = told;
        String row = log.newest();
        this.stored = row == null ? new Numbers(0, 0, nowMillis) : Numbers.read(row);
        this.now = row == null ? new Numbers(1, 1, nowMillis) : stored;
        keep();
    }

    /** Before its facts are handed on; until it is settled it stays the number that is durable, or one before it. */
    synchronized Taken taken() {
        Taken taken = new Taken(life, now.target());
        pending.add(taken.key());
        return taken;
    }

    /** @param together those of which one alone means nothing: either all of them are asked for again, or none */
    synchronized void settled(List<Taken> together) {
        List<Long> keys = together.stream().map(Taken::key).sorted().toList();
        keys.forEach(pending::remove);
        if (keys.size() > 1) {
            spans.merge(keys.getFirst(), keys.getLast(), Math::max);
        }
        keep();
    }

    /** Messages that were taken and are not settled. */
    synchronized int open() {
        return pending.size();
    }

    /** Keeps our own number as it is: nothing more is sent. */
    synchronized void close() {
        isClosing = true;
        keep();
    }

    /** One write at a time; what changes meanwhile goes with the next. */
    private void keep() {
        Numbers next = due();
        if (isWriting || next == null || next.equals(stored)) {
            return;
        }
        isWriting = true;
        log.append(next.row(), failure -> written(next, failure));
    }

    /** Null while facts of before a reset are under way: their numbers would mean nothing. */
    private Numbers due() {
        if (!pending.isEmpty() && pending.first() >>> Integer.SIZE < life) {
            return null;
        }
        int target = (int) first();
        boolean isReserved = stored.createdMillis() == now.createdMillis()
                && stored.sender() - now.sender() >= LEAST_AHEAD && stored.sender() - now.sender() <= AHEAD;
        int sender = isClosing ? now.sender() : isReserved ? stored.sender() : now.sender() + AHEAD;
        return new Numbers(sender, target, now.createdMillis());
    }

    /** The first message that is asked for again, as {@link Taken#key}. */
    private long first() {
        long next = new Taken(life, now.target()).key();
        long first = pending.isEmpty() ? next : Math.min(next, pending.first());
        for (Map.Entry<Long, Long> span : spans.descendingMap().entrySet()) {
            first = span.getValue() >= first ? Math.min(first, span.getKey()) : first;
        }
        long kept = first;
        spans.values().removeIf(last -> last < kept);
        return first;
    }

    private void written(Numbers numbers, RuntimeException failure) {
        if (failure != null) {
            told.whenLost().accept(failure);
        } else if (stored(numbers)) {
            told.whenReady().run();
        }
    }

    /** Whether it is the first time. */
    private synchronized boolean stored(Numbers numbers) {
        boolean isFirst = !isReady;
        isReady = true;
        isWriting = false;
        stored = numbers;
        keep();
        return isFirst;
    }

    @Override
    public synchronized int getNextSenderMsgSeqNum() {
        return now.sender();
    }

    @Override
    public synchronized int getNextTargetMsgSeqNum() {
        return now.target();
    }

    @Override
    public synchronized void setNextSenderMsgSeqNum(int next) {
        change(next, now.target());
    }

    @Override
    public synchronized void setNextTargetMsgSeqNum(int next) {
        change(now.sender(), next);
    }

    /** @throws IOException where more was sent than is reserved: the store does not keep up */
    @Override
    public synchronized void incrNextSenderMsgSeqNum() throws IOException {
        if (stored.createdMillis() == now.createdMillis() && now.sender() >= stored.sender() && !isClosing) {
            throw new IOException("no number is reserved");
        }
        change(now.sender() + 1, now.target());
    }

    @Override
    public synchronized void incrNextTargetMsgSeqNum() {
        change(now.sender(), now.target() + 1);
    }

    private void change(int sender, int target) {
        now = new Numbers(sender, target, now.createdMillis());
        keep();
    }

    @Override
    public synchronized Date getCreationTime() {
        return new Date(now.createdMillis());
    }

    /** Both sides begin anew. Told by the session, whose clock is not ours: the life tells it from the one before. */
    @Override
    public synchronized void reset() {
        life++;
        now = new Numbers(1, 1, now.createdMillis() + 1);
        keep();
    }

    @Override
    public void refresh() {
        throw new UnsupportedOperationException("one node at a time has the session");
    }

    /** Nothing that we send is kept. */
    @Override
    public boolean set(int number, String message) {
        return true;
    }

    @Override
    public void get(int from, int to, Collection<String> messages) {
        messages.clear();
    }
}
