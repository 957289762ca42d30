package io.breakwater.feed.fix;

import io.breakwater.feed.fix.HeldMessages.Held;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quickfix.Message;

/**
 * Parts of trades of combos, of which the whole and each leg are told in reports of their own: the order goes on
 * holding what it holds until all of a trade have come, and then it is booked once. One thread at a time.
 */
final class Parts {
    private final Map<String, List<Waiting>> trades = new LinkedHashMap<>();

    /**
     * A message that is under way: it has just come, or is held.
     *
     * @param taken null where it is held
     * @param held null where it is not
     */
    record Carried(String text, SequenceStore.Taken taken, Held held) {}

    /** @param sinceMicros epoch micros */
    private record Waiting(Message message, Carried carried, long sinceMicros) {}

    void add(String trade, Message message, Carried carried, long nowMicros) {
        trades.computeIfAbsent(trade, _ -> new ArrayList<>()).add(new Waiting(message, carried, nowMicros));
    }

    boolean has(String trade) {
        return trades.containsKey(trade);
    }

    /** In the order in which they came; empty where there are none. */
    List<Message> messages(String trade) {
        return trades.getOrDefault(trade, List.of()).stream().map(Waiting::message).toList();
    }

    /** Takes all parts of a trade out. */
    List<Carried> remove(String trade) {
        return trades.remove(trade).stream().map(Waiting::carried).toList();
    }

    /** Takes those out that have come and wait since before then. */
    List<Carried> overdue(long beforeMicros) {
        List<Carried> overdue = new ArrayList<>();
        for (Iterator<List<Waiting>> each = trades.values().iterator(); each.hasNext();) {
            List<Waiting> parts = each.next();
            parts.removeIf(part -> part.carried().taken() != null && part.sinceMicros() < beforeMicros
                    && overdue.add(part.carried()));
            if (parts.isEmpty()) {
                each.remove();
            }
        }
        return overdue;
    }
}
