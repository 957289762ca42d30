package io.breakwater.ops.demo;

import io.breakwater.ops.NodeFault;
import java.io.IOException;

/** Something that is done to a node while the market plays on. */
final class Errand implements Runnable {
    private final Work work;
    private final Thread thread;
    private final long begunNanos = System.nanoTime();
    private volatile long millis;
    private volatile Exception failure;

    private Errand(String name, Work work) {
        this.work = work;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    /** What an errand consists of. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    static Errand begin(String name, Work work) {
        Errand errand = new Errand(name, work);
        errand.thread.start();
        return errand;
    }

    @Override
    public void run() {
        try {
            work.run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
        millis = (System.nanoTime() - begunNanos) / 1_000_000;
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    /** Waits for its end, and answers the milliseconds that it took. */
    long await() throws InterruptedException {
        thread.join();
        if (failure != null) {
            throw new NodeFault(failure.getMessage());
        }
        return millis;
    }
}
