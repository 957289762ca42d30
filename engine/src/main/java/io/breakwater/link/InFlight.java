package io.breakwater.link;

import io.breakwater.link.Refusal.Code;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a leader has sent to one follower and does not know to be durable there: bounded in bytes. One thread. */
final class InFlight {
    private final int mostBytes;
    private final Map<String, ArrayDeque<Sent>> waiting = new HashMap<>();
    private final Map<String, Long> sent = new TreeMap<>();
    private final Map<String, Long> durable = new TreeMap<>();
    private long bytes;

    /** @param last number of the last block of a message */
    private record Sent(long last, int bytes) {}

    /** @param copied where the follower's copies end */
    InFlight(int mostBytes, Map<String, Long> copied) {
        this.mostBytes = mostBytes;
        sent.putAll(copied);
        durable.putAll(copied);
    }

    boolean hasRoom() {
        return bytes < mostBytes;
    }

    /** The number of a log that is to be sent next. */
    long next(String log) {
        return sent.get(log) + 1;
    }

    /** How many bytes more may be sent; negative where the last message went beyond. */
    long room() {
        return mostBytes - bytes;
    }

    /** The last block of each log that was sent, or that the follower had before. */
    Map<String, Long> sent() {
        return sent;
    }

    void sent(String log, int blocks, int size) {
        long last = sent.get(log) + blocks;
        sent.put(log, last);
        waiting.computeIfAbsent(log, any -> new ArrayDeque<>()).add(new Sent(last, size));
        bytes += size;
    }

    /** @throws LinkRefused where it was not sent */
    void acknowledged(String log, long number) {
        long known = durable.getOrDefault(log, -1L);
        if (known < 0 || number > sent.get(log)) {
            throw LinkRefused.of(Code.FALSE_ACK, log + " " + number + " was acknowledged, sent was "
                    + sent.getOrDefault(log, 0L));
        }
        durable.put(log, Math.max(known, number));
        ArrayDeque<Sent> queue = waiting.get(log);
        while (queue != null && !queue.isEmpty() && queue.peek().last() <= number) {
            bytes -= queue.poll().bytes();
        }
    }

    /** Where the follower's copies end for sure. */
    Map<String, Long> durable() {
        return durable;
    }
}
