package io.breakwater.bench.decisions;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends parcels, so many in flight, until the time is over or there are no more; then waits for the last answer.
 *
 * @param <P> what is sent and answered as one
 */
public final class Pump<P> {

    private static final long MOST_DRAINING_SECONDS = 300;

    /** Sends one parcel and runs {@code answered} once all of it is answered, on any thread. */
    @FunctionalInterface
    public interface Sender<P> {
        void send(P parcel, Runnable answered);
    }

    private final Supplier<P> source;
    private final Sender<P> sender;
    private final int inFlight;
    private final Semaphore room;

    /** @param source of the next parcel; null when there are no more */
    public Pump(Supplier<P> source, Sender<P> sender, int inFlight) {
        this.source = source;
        this.sender = sender;
        this.inFlight = inFlight;
        this.room = new Semaphore(inFlight);
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
        while (System.nanoTime() - begun < time.toNanos() && sendNext()) { }
        drain();
        return System.nanoTime() - begun;
    }

    /** What was taken is sent: a flow goes on from there. False when there is nothing more. */
    private boolean sendNext() throws InterruptedException {
        P parcel = source.get();
        if (parcel != null) {
            acquire(1);
            sender.send(parcel, room::release);
        }
        return parcel != null;
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
