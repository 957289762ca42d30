package io.breakwater.bench.decisions;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends parcels, so many in flight, until the time is over or what was made beforehand is used up; then waits for the
 * last answer.
 *
 * @param <P> what is sent and answered as one
 */
public final class Pump<P> {

    private static final double SPARE = 1.5;
    private static final int MOST_MADE = 4_000_000;
    private static final long MOST_DRAINING_SECONDS = 300;

    /** Sends one parcel and runs {@code answered} once all of it is answered, on any thread. */
    @FunctionalInterface
    public interface Sender<P> {
        void send(P parcel, Runnable answered);
    }

    private final Supplier<P> maker;
    private final Sender<P> sender;
    private final int inFlight;
    private final Semaphore room;
    private final ArrayDeque<P> made = new ArrayDeque<>();
    private double parcelsASecond;

    /** @param parcelsASecond the most to be expected at first */
    public Pump(Supplier<P> maker, Sender<P> sender, int inFlight, double parcelsASecond) {
        this.maker = maker;
        this.sender = sender;
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
        this.parcelsASecond = parcelsASecond;
    }

    /** Makes what the next run may need. */
    public void prepare(Duration time) {
        double seconds = time.toNanos() / 1e9;
        int wanted = (int) Math.min(MOST_MADE, inFlight + parcelsASecond * SPARE * seconds);
        while (made.size() < wanted) {
            made.add(maker.get());
        }
    }

    /** Sends all of these and waits for their answers; not measured. */
    public void sendAll(Iterator<P> parcels) throws InterruptedException {
        while (parcels.hasNext()) {
            acquire(1);
            sender.send(parcels.next(), room::release);
        }
        drain();
    }

    /** @return nanoseconds from the first parcel sent to the last one answered */
    public long run(Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        long sent = 0;
        while (!made.isEmpty() && System.nanoTime() - begun < time.toNanos()) {
            acquire(1);
            sender.send(made.remove(), room::release);
            sent++;
        }
        drain();
        long nanos = System.nanoTime() - begun;
        parcelsASecond = sent / (nanos / 1e9);
        return nanos;
    }

    private void drain() throws InterruptedException {
        acquire(inFlight);
        room.release(inFlight);
    }

    private void acquire(int permits) throws InterruptedException {
        if (!room.tryAcquire(permits, MOST_DRAINING_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no answer for " + MOST_DRAINING_SECONDS + " s");
        }
    }
}
