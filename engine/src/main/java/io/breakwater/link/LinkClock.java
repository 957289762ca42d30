package io.breakwater.link;

import java.util.function.LongSupplier;

/**
 * The clocks of one end of a link.
 *
 * @param micros epoch micros, for what is shown and told
 * @param nanos monotonous, of no epoch: for how long the other end has been silent
 */
public record LinkClock(LongSupplier micros, LongSupplier nanos) {

    /** Silence is measured by this machine's time. @param micros epoch micros */
    public static LinkClock of(LongSupplier micros) {
        return new LinkClock(micros, System::nanoTime);
    }
}
