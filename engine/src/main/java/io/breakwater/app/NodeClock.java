package io.breakwater.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of day by which a node goes: the machine's clock, as long as that goes on as time does. Where it is set by
 * more than a few seconds while the node runs, nobody here can tell whether it was right before or is now: time goes on
 * from what it was, and the clock is in doubt until it is set back or the node is started anew. What a lane has decided
 * at a time far ahead would have ended restrictions and settled instruments too early, and nothing takes that back.
 */
final class NodeClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(NodeClock.class);
    /** A request id may be as far ahead. */
    private static final long MOST_STEP_MICROS = TimeUnit.SECONDS.toMicros(5);
    /** Clocks are slewed and drift: what is compared is no older than this while somebody asks for the time. */
    private static final long ANCHORED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Two clocks are read at the same time if nobody stood still for longer in between. */
    private static final long MOST_READING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier wallMicros;
    private final LongSupplier nanos;
    private volatile Reading anchor;
    private volatile long stepMicros;

    /** Both clocks at one moment. */
    private record Reading(long micros, long nanos) {

        long microsAt(long later) {
            return micros + TimeUnit.NANOSECONDS.toMicros(later - nanos);
        }
    }

    /**
     * @param wallMicros the machine's clock, epoch micros
     * @param nanos goes on as time does, whatever the other is set to
     */
    NodeClock(LongSupplier wallMicros, LongSupplier nanos) {
        this.wallMicros = wallMicros;
        this.nanos = nanos;
        this.anchor = reading();
    }

    static NodeClock ofMachine() {
        InstantSource machine = InstantSource.system();
        return new NodeClock(() -> micros(machine.instant()), System::nanoTime);
    }

    /** Epoch micros. */
    long micros() {
        Reading now = reading();
        Reading before = anchor;
        long goneOn = before.microsAt(now.nanos());
        long step = now.micros() - goneOn;
        if (Math.abs(step) > MOST_STEP_MICROS) {
            note(step);
            return goneOn;
        }
        note(0);
        if (now.nanos() - before.nanos() > ANCHORED_NANOS) {
            anchor = now;
        }
        return now.micros();
    }

    private Reading reading() {
        long before = nanos.getAsLong();
        long micros = wallMicros.getAsLong();
        while (nanos.getAsLong() - before > MOST_READING_NANOS) {
            before = nanos.getAsLong();
            micros = wallMicros.getAsLong();
        }
        return new Reading(micros, before);
    }

    private void note(long step) {
        boolean isNews = stepMicros == 0 ^ step == 0;
        stepMicros = step;
        if (isNews && step == 0) {
            LOG.warn("the machine's clock goes on again from what it was");
        } else if (isNews) {
            LOG.error(problem());
        }
    }

    /** Whether the machine's clock went as it did when the time was read last, which every decision does. */
    boolean isSteady() {
        return stepMicros == 0;
    }

    /** Why the time is in doubt; empty where it is not. */
    String problem() {
        long step = stepMicros;
        return step == 0 ? "" : "the machine's clock was set by " + TimeUnit.MICROSECONDS.toSeconds(step)
                + " s while the node ran, or the machine slept: it takes no risk until that is set back, or it is"
                + " started anew with a clock that is right";
    }

    @Override
    public Instant instant() {
        long micros = micros();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    static long micros(Instant now) {
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
