package io.breakwater.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets through what can be believed and counts the rest by kind. Judges each observation alone first, then against the
 * instrument's last ones. Not for more than one thread at a time.
 */
public final class Gate implements Sink {
    /** 2009-01-03: before it there was nothing to observe. */
    private static final long FIRST_MICROS = 1_230_940_800_000_000L;

    private final GateLimits limits;
    private final Soundness soundness;
    private final Tally tally;
    private final Quarantine quarantine;
    private final Consumer<Observation> next;
    private final Map<VenueSymbol, Remembered> remembered = new HashMap<>();
    private Remembered last;

    public Gate(GateLimits limits, Tally tally, Quarantine quarantine, Consumer<Observation> next) {
        this.limits = limits;
        this.soundness = new Soundness(limits.levels());
        this.tally = tally;
        this.quarantine = quarantine;
        this.next = next;
    }

    @Override
    public void observed(Observation observation) {
        Fault fault = fault(observation);
        if (fault == null) {
            tally.passed();
            next.accept(observation);
        } else {
            tally.add(fault);
            quarantine.hold(observation.at().receivedMicros(), fault, observation.toString());
        }
    }

    @Override
    public void faulty(Fault fault, String text) {
        tally.add(fault);
        quarantine.hold(0, fault, text);
    }

    /** The first thing that is wrong; null when nothing is. */
    private Fault fault(Observation observation) {
        Stamp at = observation.at();
        if (at.venueMicros() > at.receivedMicros() + limits.aheadMicros()) {
            return Fault.FUTURE;
        }
        if (at.venueMicros() < FIRST_MICROS) {
            return Fault.PAST;
        }
        Fault fault = soundness.fault(observation);
        if (fault != null) {
            return fault;
        }
        Remembered memory = memory(observation.of());
        return memory == null ? Fault.BOUND : memory.fault(observation, limits.frozenMicros());
    }

    private Remembered memory(VenueSymbol of) {
        if (last != null && last.of().equals(of)) {
            return last;
        }
        Remembered found = remembered.get(of);
        if (found == null && remembered.size() < limits.instruments()) {
            found = new Remembered(of);
            remembered.put(of, found);
        }
        if (found != null) {
            last = found;
        }
        return found;
    }
}
