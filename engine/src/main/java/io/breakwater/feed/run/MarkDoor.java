package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Mark;

/** The way to the instruments. Of several marks of one instrument only the latest need arrive. */
@FunctionalInterface
public interface MarkDoor {

    /** @param instrument name; never waits */
    void deliver(String instrument, Mark mark);
}
