package io.breakwater.feed.live;

import java.util.PriorityQueue;

/** Time that moves only when it is told to. */
public final class ManualTimers implements Timers {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nowMicros;
    private long order;

    public ManualTimers(long nowMicros) {
        this.nowMicros = nowMicros;
    }

    private record Task(long atMicros, long order, Runnable run) implements Comparable<Task> {

        @Override
        public int compareTo(Task that) {
            int first = Long.compare(atMicros, that.atMicros);
            return first != 0 ? first : Long.compare(order, that.order);
        }
    }

    @Override
    public synchronized long nowMicros() {
        return nowMicros;
    }

    @Override
    public synchronized void after(long micros, Runnable task) {
        tasks.add(new Task(nowMicros + micros, order++, task));
    }

    public void advance(long micros) {
        long until = nowMicros() + micros;
        for (Task next = due(until); next != null; next = due(until)) {
            next.run().run();
        }
        synchronized (this) {
            nowMicros = until;
        }
    }

    private synchronized Task due(long until) {
        if (tasks.isEmpty() || tasks.peek().atMicros() > until) {
            return null;
        }
        nowMicros = Math.max(nowMicros, tasks.peek().atMicros());
        return tasks.poll();
    }
}
