package io.breakwater.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest pieces of input that were not let through, for people to look at. The oldest makes room. */
public final class Quarantine {
    private static final int MAX_TEXT = 512;

    private final int most;
    private final Deque<Held> held = new ArrayDeque<>();

    /** @param most pieces that are kept, positive */
    public Quarantine(int most) {
        this.most = most;
    }

    /**
     * A piece of bad input.
     *
     * @param receivedMicros epoch micros
     * @param text its beginning
     */
    public record Held(long receivedMicros, Fault fault, String text) {}

    public synchronized void hold(long receivedMicros, Fault fault, String text) {
        if (held.size() == most) {
            held.removeFirst();
        }
        held.addLast(new Held(receivedMicros, fault, text.substring(0, Math.min(MAX_TEXT, text.length()))));
    }

    /** Oldest first. */
    public synchronized List<Held> held() {
        return List.copyOf(held);
    }
}
