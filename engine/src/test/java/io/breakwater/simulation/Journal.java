package io.breakwater.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * One log in one data center: what was appended is lost in a crash until it was synced. Appends are numbered, and a
 * number that exists is refused: that is the fence.
 */
final class Journal {
    private final List<byte[]> blocks = new ArrayList<>();
    private int synced;

    /** False, and nothing changed, where the number is not the next one. */
    boolean append(long number, byte[] block) {
        if (number != blocks.size() + 1) {
            return false;
        }
        blocks.add(block);
        return true;
    }

    /** As a journal without a fence would: what was there from this number on is gone. */
    void overwrite(long number, byte[] block) {
        while (blocks.size() >= number) {
            blocks.removeLast();
        }
        synced = Math.min(synced, blocks.size());
        blocks.add(block);
    }

    void sync() {
        synced = blocks.size();
    }

    void crash() {
        while (blocks.size() > synced) {
            blocks.removeLast();
        }
    }

    /** Number of the last synced block. */
    int durable() {
        return synced;
    }

    int size() {
        return blocks.size();
    }

    byte[] block(long number) {
        return blocks.get((int) number - 1);
    }

    /** What was synced. */
    List<byte[]> copy() {
        return List.copyOf(blocks.subList(0, synced));
    }

    static Journal of(List<byte[]> durable) {
        Journal journal = new Journal();
        journal.blocks.addAll(durable);
        journal.sync();
        return journal;
    }
}
