package io.breakwater.simulation;

import io.breakwater.link.record.SiteEntry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The part of the three-site record that says which data centers take part, as they reach it: an answer comes late, or
 * not at all, or for what was given up before it was done; and a data center may be cut off from it alone.
 */
final class Sites {
    private static final long TIMEOUT_MICROS = 15_000;
    private static final int LOST_PERCENT = 4;
    private static final int LATE_PERCENT = 4;

    private final World world;
    private final SiteEntry[] entries;
    private final boolean[] cut;
    private boolean faulty = true;

    Sites(World world, int centers) {
        this.world = world;
        this.cut = new boolean[centers];
        this.entries = new SiteEntry[centers];
        for (int i = 0; i < centers; i++) {
            entries[i] = new SiteEntry(i, 0, 0, SiteEntry.NOBODY);
        }
    }

    SiteEntry entry(int center) {
        return entries[center];
    }

    Map<Integer, SiteEntry> all() {
        Map<Integer, SiteEntry> all = new TreeMap<>();
        for (SiteEntry entry : entries) {
            if (entry.isKnown()) {
                all.put(entry.center(), entry);
            }
        }
        return all;
    }

    boolean isFenced(int center) {
        return entries[center].isFenced();
    }

    boolean isCut(int center) {
        return cut[center];
    }

    void cut(int center, boolean isCut) {
        cut[center] = isCut;
    }

    void heal() {
        faulty = false;
        java.util.Arrays.fill(cut, false);
    }

    /** @param there what happens at the record; @param then whether it was answered in time, once */
    void ask(int center, Runnable there, Consumer<Boolean> then) {
        boolean[] told = new boolean[1];
        boolean lost = faulty && world.chance(LOST_PERCENT);
        long to = delay();
        long back = delay();
        if (!cut[center] && (!lost || world.chance(50))) {
            world.after(to, there);
        }
        world.after(to + back, () -> {
            if (!lost && !cut[center]) {
                settle(told, true, then);
            }
        });
        world.after(TIMEOUT_MICROS, () -> settle(told, false, then));
    }

    private long delay() {
        boolean late = faulty && world.chance(LATE_PERCENT);
        return world.between(1_000, 4_000) * (late ? 8 : 1);
    }

    private void settle(boolean[] told, boolean answered, Consumer<Boolean> then) {
        if (!told[0]) {
            told[0] = true;
            if (!answered) {
                world.count(Fault.RECORD_SILENT);
            }
            then.accept(answered);
        }
    }

    /** Whether it was so still, and is changed. */
    boolean change(SiteEntry known, SiteEntry wanted) {
        boolean applies = entries[wanted.center()].equals(known);
        if (applies) {
            entries[wanted.center()] = wanted;
        }
        return applies;
    }

    /** One decision over two rows: of two that fence each other one succeeds. */
    boolean fence(SiteEntry seen, int by) {
        return !isFenced(by) && change(seen, new SiteEntry(seen.center(), seen.term() + 1, seen.renewal(), by));
    }

    void reinstate(int center) {
        SiteEntry seen = entries[center];
        change(seen, new SiteEntry(center, seen.term() + 1, seen.renewal(), SiteEntry.NOBODY));
    }
}
