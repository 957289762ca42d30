package io.breakwater.kernel;

import java.util.Arrays;

/**
 * One node of the trie behind {@link LongMap}: 32 ways, five bits of the mixed key a level, entries before children.
 *
 * <p>{@code leafMap} and {@code nodeMap} say which of the 32 ways hold an entry or a child; {@code slots} holds the
 * values in way order and after them the children in way order; {@code keys} the mixed keys of the entries. Canonical
 * because a child always holds two entries or more: a child left with one is taken back into its parent.
 *
 * <p>A node is immutable except to the builder whose token it carries, and that builder gives its token up when it
 * hands the map out. The fields are not final for that reason; the final root field of {@code LongMap} publishes them.
 */
final class TrieNode {
    static final TrieNode EMPTY = new TrieNode(null, 0, 0, 0, new long[0], new Object[0]);
    private static final int BITS = 5;
    private static final int WAY_MASK = 31;

    private final Object owner;
    final int leafMap;
    final int nodeMap;
    int size;
    final long[] keys;
    final Object[] slots;

    private TrieNode(Object owner, int leafMap, int nodeMap, int size, long[] keys, Object[] slots) {
        this.owner = owner;
        this.leafMap = leafMap;
        this.nodeMap = nodeMap;
        this.size = size;
        this.keys = keys;
        this.slots = slots;
    }

    private static int way(long mixed, int shift) {
        return 1 << ((int) (mixed >>> shift) & WAY_MASK);
    }

    private static int rank(int map, int way) {
        return Integer.bitCount(map & (way - 1));
    }

    private int slotOfChild(int way) {
        return keys.length + rank(nodeMap, way);
    }

    /** The value under the mixed key, or null; called on the root. */
    Object find(long mixed) {
        return find(mixed, 0);
    }

    private Object find(long mixed, int ownShift) {
        TrieNode node = this;
        for (int shift = ownShift; ; shift += BITS) {
            int way = way(mixed, shift);
            if ((node.nodeMap & way) == 0) {
                return node.ownValue(mixed, way);
            }
            node = (TrieNode) node.slots[node.slotOfChild(way)];
        }
    }

    private Object ownValue(long mixed, int way) {
        if ((leafMap & way) == 0) {
            return null;
        }
        int index = rank(leafMap, way);
        return keys[index] == mixed ? slots[index] : null;
    }

    /** This node with the entry; edited in place where {@code token} is not null and owns the node. */
    TrieNode with(long mixed, Object value, int shift, Object token) {
        int way = way(mixed, shift);
        if ((nodeMap & way) != 0) {
            int slot = slotOfChild(way);
            TrieNode child = (TrieNode) slots[slot];
            return withChild(slot, child.size, child.with(mixed, value, shift + BITS, token), token);
        }
        int index = rank(leafMap, way);
        if ((leafMap & way) == 0) {
            return withLeaf(way, index, mixed, value, token);
        }
        return keys[index] == mixed
                ? withSlot(index, value, token)
                : withSplit(way, index, pair(keys[index], slots[index], mixed, value, shift + BITS, token), token);
    }

    private TrieNode withChild(int slot, int sizeBefore, TrieNode child, Object token) {
        int grown = size + child.size - sizeBefore;
        TrieNode changed = withSlot(slot, child, token);
        if (changed.size != grown) {
            changed.size = grown;
        }
        return changed;
    }

    /** This node with other content in a slot; the size is the caller's matter. */
    private TrieNode withSlot(int slot, Object content, Object token) {
        if (slots[slot] == content) {
            return this;
        }
        if (token != null && owner == token) {
            slots[slot] = content;
            return this;
        }
        Object[] copied = slots.clone();
        copied[slot] = content;
        return new TrieNode(token, leafMap, nodeMap, size, keys, copied);
    }

    private TrieNode withLeaf(int way, int index, long mixed, Object value, Object token) {
        return new TrieNode(token, leafMap | way, nodeMap, size + 1,
                Spliced.inserted(keys, index, mixed), Spliced.inserted(slots, index, value));
    }

    /** Two entries that met on one way move into a child there. */
    private TrieNode withSplit(int way, int index, TrieNode child, Object token) {
        Object[] withoutLeaf = Spliced.removed(slots, index);
        int slot = keys.length - 1 + rank(nodeMap, way);
        return new TrieNode(token, leafMap & ~way, nodeMap | way, size + 1,
                Spliced.removed(keys, index), Spliced.inserted(withoutLeaf, slot, child));
    }

    private static TrieNode pair(long key, Object value, long other, Object otherValue, int shift, Object token) {
        int way = way(key, shift);
        int otherWay = way(other, shift);
        if (way == otherWay) {
            TrieNode child = pair(key, value, other, otherValue, shift + BITS, token);
            return new TrieNode(token, 0, way, 2, EMPTY.keys, new Object[] {child});
        }
        boolean first = Integer.compareUnsigned(way, otherWay) < 0;
        long[] keys = first ? new long[] {key, other} : new long[] {other, key};
        Object[] values = first ? new Object[] {value, otherValue} : new Object[] {otherValue, value};
        return new TrieNode(token, way | otherWay, 0, 2, keys, values);
    }

    /** This node without the mixed key; this very node where it is absent. */
    TrieNode without(long mixed, int shift) {
        int way = way(mixed, shift);
        if ((nodeMap & way) != 0) {
            return withoutBelow(mixed, way, shift);
        }
        int index = rank(leafMap, way);
        boolean absent = (leafMap & way) == 0 || keys[index] != mixed;
        return absent ? this : new TrieNode(null, leafMap & ~way, nodeMap, size - 1,
                Spliced.removed(keys, index), Spliced.removed(slots, index));
    }

    private TrieNode withoutBelow(long mixed, int way, int shift) {
        int slot = slotOfChild(way);
        TrieNode child = (TrieNode) slots[slot];
        TrieNode changed = child.without(mixed, shift + BITS);
        if (changed == child) {
            return this;
        }
        return changed.size == 1 ? withInlined(way, slot, changed) : withChild(slot, child.size, changed, null);
    }

    /** A child with one entry left holds it as a leaf, by induction; the entry comes up and the child goes. */
    private TrieNode withInlined(int way, int slot, TrieNode child) {
        int index = rank(leafMap, way);
        return new TrieNode(null, leafMap | way, nodeMap & ~way, size - 1,
                Spliced.inserted(keys, index, child.keys[0]),
                Spliced.inserted(Spliced.removed(slots, slot), index, child.slots[0]));
    }

    /** Visits entries first, then children, both in way order. */
    void visit(LongObjConsumer<Object> visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(Hash64.unmix(keys[i]), slots[i]);
        }
        for (int i = keys.length; i < slots.length; i++) {
            ((TrieNode) slots[i]).visit(visitor);
        }
    }

    /** Visits every entry with what another trie has under its key; both are walked together. */
    void visitBeside(TrieNode other, int shift, LongMap.PairVisitor<Object, Object> visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(Hash64.unmix(keys[i]), slots[i], other.find(keys[i], shift));
        }
        int ways = nodeMap;
        for (int i = keys.length; i < slots.length; i++) {
            int way = Integer.lowestOneBit(ways);
            ways ^= way;
            TrieNode child = (TrieNode) slots[i];
            if ((other.nodeMap & way) == 0) {
                child.visit((key, value) -> visitor.accept(key, value, other.find(Hash64.mix(key), shift)));
            } else {
                child.visitBeside((TrieNode) other.slots[other.slotOfChild(way)], shift + BITS, visitor);
            }
        }
    }

    /** Whether shape, keys and values are equal; shared subtrees cost nothing. */
    boolean sameAs(TrieNode that) {
        if (this == that) {
            return true;
        }
        boolean shaped = leafMap == that.leafMap && nodeMap == that.nodeMap && size == that.size;
        return shaped && Arrays.equals(keys, that.keys) && sameSlots(that);
    }

    private boolean sameSlots(TrieNode that) {
        for (int i = 0; i < slots.length; i++) {
            boolean same = i < keys.length
                    ? slots[i].equals(that.slots[i])
                    : ((TrieNode) slots[i]).sameAs((TrieNode) that.slots[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
