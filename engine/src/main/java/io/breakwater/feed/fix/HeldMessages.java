package io.breakwater.feed.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Messages that no fact could be made of, durably, oldest first. Released when one could be after all. */
final class HeldMessages {
    /** Beyond it no more are taken: the session stops counting. */
    private static final int MOST = 1_000;
    private static final int FIELDS = 5;
    private static final String HELD = "H";
    private static final String RELEASED = "R";

    private final DurableLog log;
    private final Map<Long, Held> held = new LinkedHashMap<>();
    private long last;

    /**
     * A message that waits.
     *
     * @param receivedMicros epoch micros
     * @param why no fact could be made of it
     * @param text as it came
     */
    record Held(long id, long receivedMicros, String why, String text) {}

    /** Waits for the store. */
    HeldMessages(DurableLog log) {
        this.log = log;
        log.all().forEach(this::read);
    }

    private void read(String row) {
        String[] parts = row.split("\t", FIELDS);
        long id = Long.parseLong(parts[1]);
        if (parts[0].equals(HELD)) {
            held.put(id, new Held(id, Long.parseLong(parts[2]), parts[3], parts[4]));
        } else {
            held.remove(id);
        }
        last = Math.max(last, id);
    }

    synchronized boolean isFull() {
        return held.size() >= MOST;
    }

    synchronized int size() {
        return held.size();
    }

    synchronized List<Held> oldestFirst() {
        return new ArrayList<>(held.values());
    }

    /** @param whenStored null when it is durable */
    synchronized void hold(long receivedMicros, String why, String text, Consumer<RuntimeException> whenStored) {
        Held message = new Held(++last, receivedMicros, why.replace('\t', ' '), text);
        held.put(message.id(), message);
        log.append(String.join("\t", HELD, String.valueOf(message.id()), String.valueOf(receivedMicros),
                message.why(), text), whenStored);
    }

    synchronized void release(Held message, Consumer<RuntimeException> whenStored) {
        held.remove(message.id());
        log.append(RELEASED + "\t" + message.id(), whenStored);
    }
}
