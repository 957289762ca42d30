package io.breakwater.audit;

import io.breakwater.kernel.Bounds;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What callers were told, to be compared with what the logs hold. For one thread. Bounded by {@link #MOST_RECEIPTS} and
 * {@link #MOST_ITEMS}.
 */
public final class Receipts {
    public static final int MOST_RECEIPTS = 1_000_000;
    public static final int MOST_ITEMS = 16_000_000;
    static final int MOST_EXAMPLES = 1_000;
    private static final byte NOT_COMPARED = -1;

    private final Map<Key, Told> told = new HashMap<>();
    private long items;
    private long agreed;
    private long different;
    private long doubled;
    private final List<RequestId> examples = new ArrayList<>();

    private record Key(long msb, long lsb) {

        @Override
        public int hashCode() {
            return Long.hashCode(Hash64.combine(msb, lsb));
        }
    }

    /**
     * @param verdicts ordinals, {@link #NOT_COMPARED} for what was not acknowledged
     * @param seen how often each was met
     */
    private record Told(byte[] verdicts, byte[] seen) {}

    /**
     * Takes note of what a caller was told about the items of a request, in their order.
     *
     * @param verdicts null for an item that was not acknowledged
     * @throws io.breakwater.kernel.BoundExceeded beyond the bounds
     */
    public void add(RequestId id, List<Outcome.Verdict> verdicts) {
        Bounds.atMost("receipts", told.size() + 1, MOST_RECEIPTS);
        Bounds.atMost("items of receipts", Math.toIntExact(items) + verdicts.size(), MOST_ITEMS);
        byte[] ordinals = new byte[verdicts.size()];
        for (int i = 0; i < ordinals.length; i++) {
            Outcome.Verdict verdict = verdicts.get(i);
            ordinals[i] = verdict == null ? NOT_COMPARED : (byte) verdict.ordinal();
            items += verdict == null ? 0 : 1;
        }
        told.put(new Key(id.msb(), id.lsb()), new Told(ordinals, new byte[ordinals.length]));
    }

    /** A log holds this. @param decides whether for all data centers: else the log of another one may hold it too */
    void seen(RequestId id, Outcome.Verdict verdict, boolean decides) {
        Told receipt = told.get(new Key(id.msb(), id.lsb()));
        if (receipt == null || id.item() >= receipt.verdicts().length
                || receipt.verdicts()[id.item()] == NOT_COMPARED) {
            return;
        }
        int times = receipt.seen()[id.item()]++;
        if (times == 1) {
            doubled++;
            example(id);
        } else if (times == 0 && receipt.verdicts()[id.item()] != verdict.ordinal()) {
            different++;
            example(id);
        } else if (times == 0) {
            agreed++;
        } else {
            receipt.seen()[id.item()]--;
        }
        if (!decides && times == 0) {
            // What is seen twice is not doubled by what another one's log holds.
            receipt.seen()[id.item()]++;
        }
    }

    /** A copy of another data center's log holds this; to be told after all own logs were read. */
    void seenElsewhere(RequestId id) {
        Told receipt = told.get(new Key(id.msb(), id.lsb()));
        if (receipt != null && id.item() < receipt.seen().length && receipt.seen()[id.item()] == 1) {
            receipt.seen()[id.item()]++;
            doubled++;
            example(id);
        }
    }

    private void example(RequestId id) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(id);
        }
    }

    /**
     * What was found.
     *
     * @param missing acknowledged, but in no log of this data center
     * @param doubled in a log more than once, or elsewhere as well
     */
    public record Comparison(long receipts, long items, long agreed, long missing, long different, long doubled,
            List<RequestId> examples) {}

    /** After all logs were read. */
    Comparison compared() {
        long missing = items - agreed - different;
        if (missing > 0) {
            told.forEach((key, receipt) -> {
                for (int i = 0; i < receipt.verdicts().length; i++) {
                    if (receipt.verdicts()[i] != NOT_COMPARED && receipt.seen()[i] == 0) {
                        example(new RequestId(key.msb(), key.lsb(), i));
                    }
                }
            });
        }
        return new Comparison(told.size(), items, agreed, missing, different, doubled, List.copyOf(examples));
    }
}
