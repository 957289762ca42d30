package io.breakwater.simulation;

import io.breakwater.kernel.Hash64;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** One thread, one virtual clock in microseconds, one source of chance, and a hash over all that happens. */
final class World {

    private record Due(long atMicros, long sequence, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due that) {
            int order = Long.compare(atMicros, that.atMicros);
            return order != 0 ? order : Long.compare(sequence, that.sequence);
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    final SplittableRandom random;
    private long sequence;
    private long nowMicros;
    private long trace;

    World(long seed) {
        random = new SplittableRandom(Hash64.mix(seed));
    }

    long nowMicros() {
        return nowMicros;
    }

    void after(long delayMicros, Runnable what) {
        queue.add(new Due(nowMicros + delayMicros, sequence++, what));
    }

    /** Runs all that is due until then. */
    void runUntil(long endMicros) {
        while (!queue.isEmpty() && queue.peek().atMicros() <= endMicros) {
            Due due = queue.poll();
            nowMicros = due.atMicros();
            due.what().run();
        }
        nowMicros = endMicros;
    }

    /** So that two runs of one seed can be compared. */
    void note(long what) {
        trace = Hash64.combine(Hash64.combine(trace, nowMicros), what);
    }

    long trace() {
        return trace;
    }

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
        note(fault.ordinal());
    }

    Map<Fault, Long> faults() {
        return faults;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From least to less than most. */
    long between(long least, long most) {
        return random.nextLong(least, most);
    }
}
