package io.breakwater.feed.run;

import io.breakwater.domain.instrument.VenueWord;

/** The way of what venues say of their instruments' states. Of several words about one only the latest need arrive. */
@FunctionalInterface
public interface StateDoor {

    /** For a feed that only shows what it hears. */
    StateDoor SHUT = (instrument, word) -> { };

    /** @param instrument name; never waits */
    void deliver(String instrument, VenueWord word);
}
