package io.breakwater.gateway.edge;

/**
 * Remembers what resource names of one collection were read as, so that callers who name the same few thousand again
 * and again have each checked once. Direct-mapped and of fixed size: a collision costs a reading, never memory.
 * Shared by all threads: a slot holds an immutable entry, and losing a race costs a reading.
 */
public final class NameCache {
    private static final int SLOTS = 1 << 14;

    private final String prefix;
    private final String field;
    private final Entry[] slots = new Entry[SLOTS];

    private record Entry(String name, String id) {}

    /** @param field named in a fault */
    public NameCache(String prefix, String field) {
        this.prefix = prefix;
        this.field = field;
    }

    /**
     * The id of the name.
     *
     * @throws RequestFault NAME_MALFORMED
     */
    public String id(String name) {
        int slot = slot(name.hashCode());
        Entry entry = slots[slot];
        if (entry != null && entry.name.equals(name)) {
            return entry.id;
        }
        String id = Names.id(field, name, prefix);
        slots[slot] = new Entry(name, id);
        return id;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 14 ^ hash >>> 22) & (SLOTS - 1);
    }
}
