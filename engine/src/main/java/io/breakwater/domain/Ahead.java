package io.breakwater.domain;

import java.util.Arrays;

/**
 * Commands that are about to be decided, each beside the state of its entity as it is by now, those of one entity one
 * after the other. For {@link Aggregate#prefetch}. Mutable, and its owner's alone; past its bound it takes no more.
 */
public final class Ahead<S, C> {
    /** What they read should find room in the cache of one processor, or it is gone again before it is used. */
    public static final int MOST = 512;

    private final Object[] states = new Object[MOST];
    private final Object[] commands = new Object[MOST];
    private int size;

    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == MOST;
    }

    public void add(S state, C command) {
        if (size < MOST) {
            states[size] = state;
            commands[size++] = command;
        }
    }

    @SuppressWarnings("unchecked")
    public S state(int index) {
        return (S) states[index];
    }

    @SuppressWarnings("unchecked")
    public C command(int index) {
        return (C) commands[index];
    }

    /** Keeps nothing of them alive. */
    public void clear() {
        Arrays.fill(states, 0, size, null);
        Arrays.fill(commands, 0, size, null);
        size = 0;
    }
}
