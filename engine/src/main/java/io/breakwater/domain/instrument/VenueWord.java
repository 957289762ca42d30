package io.breakwater.domain.instrument;

/**
 * What an instrument's venue has said of its state.
 *
 * @param saidAtMicros when it said so first, epoch micros by the venue's clock; 0 where it never did
 */
public record VenueWord(VenueState state, long saidAtMicros) {

    public static final VenueWord NONE = new VenueWord(VenueState.UNTOLD, 0);

    /** Whether this, said now, changes what the other said: the same again and what is late do not. */
    public boolean isNewsAfter(VenueWord last) {
        return state != last.state && saidAtMicros >= last.saidAtMicros;
    }

    /** As said at this time at the latest, epoch micros: a clock that is ahead does not silence what comes after. */
    VenueWord noLaterThan(long micros) {
        return saidAtMicros <= micros ? this : new VenueWord(state, micros);
    }
}
