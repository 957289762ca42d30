package io.breakwater.log;

import java.util.Arrays;

/**
 * The strings that have occurred in one block, by order of first occurrence. Not a cache over blocks: each block can be
 * read by itself.
 *
 * <p>Reused between blocks without clearing: an entry counts only while its index is below the size and its slot was
 * filled in this generation. What only reads, or has no strings, takes no slots.
 */
final class StringTable {
    private static final int FIRST_STRINGS = 32;
    private static final int FIRST_SLOTS = 512;
    private static final String[] NO_STRINGS = {};
    private static final int[] NO_SLOTS = {};

    private String[] strings = NO_STRINGS;
    private int[] slots = NO_SLOTS;
    private int[] generations = NO_SLOTS;
    private int generation = 1;
    private int size;

    /** Forgets everything. */
    void clear() {
        size = 0;
        nextGeneration();
    }

    private void nextGeneration() {
        if (++generation == 0) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
    }

    /** Forgets all strings from the given index on; for taking back what did not fit. */
    void truncate(int newSize) {
        if (newSize == size) {
            return;
        }
        size = newSize;
        nextGeneration();
        for (int i = 0; i < size; i++) {
            occupy(i);
        }
    }

    int size() {
        return size;
    }

    /** The string at an index below the size, or null. */
    String at(long index) {
        return index >= 0 && index < size ? strings[(int) index] : null;
    }

    /** The index of a string, or −1 after adding it. */
    int indexOrAdd(String string) {
        if (size > 0) {
            int slot = slotOf(string);
            if (generations[slot] == generation) {
                return slots[slot];
            }
        }
        add(string);
        return -1;
    }

    /** Adds without looking; for the reader, which is told that the string is new. */
    void append(String string) {
        if (size == strings.length) {
            strings = Arrays.copyOf(strings, Math.max(FIRST_STRINGS, 2 * size));
        }
        strings[size++] = string;
    }

    private void add(String string) {
        append(string);
        if (2 * size > slots.length) {
            slots = new int[Math.max(FIRST_SLOTS, 2 * slots.length)];
            generations = new int[slots.length];
            generation = 1;
            for (int i = 0; i < size - 1; i++) {
                occupy(i);
            }
        }
        occupy(size - 1);
    }

    private void occupy(int index) {
        int slot = slotOf(strings[index]);
        slots[slot] = index;
        generations[slot] = generation;
    }

    private int slotOf(String string) {
        int hash = string.hashCode() * 0x9E3779B1;
        int slot = (hash ^ hash >>> 15) & (slots.length - 1);
        while (generations[slot] == generation && !strings[slots[slot]].equals(string)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
