package io.breakwater.audit;

import java.util.concurrent.atomic.LongAdder;

/** How far a long reading has come, and the way to stop it. May be read and stopped from any thread. */
public final class Progress {
    private final LongAdder blocks = new LongAdder();
    private final LongAdder events = new LongAdder();
    private volatile long blocksTotal;
    private volatile boolean stopped;

    void expect(long total) {
        blocksTotal = total;
    }

    void add(int eventsOfABlock) {
        blocks.increment();
        events.add(eventsOfABlock);
    }

    public long blocks() {
        return blocks.sum();
    }

    /** 0 before the logs' heads were read. */
    public long blocksTotal() {
        return blocksTotal;
    }

    public long events() {
        return events.sum();
    }

    /** Ends the reading soon, with {@link AuditStopped}. */
    public void stop() {
        stopped = true;
    }

    /** @throws AuditStopped after {@link #stop} */
    public void check() {
        if (stopped) {
            throw new AuditStopped();
        }
    }
}
