package io.breakwater.feed.fix;

import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.function.Consumer;

/** The way to the counterparties, for facts of which each must arrive. */
@FunctionalInterface
public interface FactDoor {

    /** @param id null where the fact carries its own key, and any will do */
    record Booking(String counterparty, CounterpartyFact fact, RequestId id) {}

    /**
     * Never waits. Facts of one counterparty are booked in the order in which they were handed in.
     *
     * @param whenSettled told once, on a thread of its own, when the outcome is durable
     */
    void book(Booking booking, Consumer<Outcome> whenSettled);
}
