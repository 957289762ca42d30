package io.breakwater.actors.counterparty;

import io.breakwater.domain.instrument.FundingRate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Every payment of funding that was ever fixed, where instruments have written it down. */
@FunctionalInterface
public interface FundingHistory {

    /**
     * Payments of an instrument that fell due after a time, by rising time from the first on, at least one; how many it
     * answers at most is its own. Never waits; fails where they cannot be read.
     *
     * @param instrument the name of one that has such payments
     * @param micros epoch micros
     */
    CompletableFuture<List<FundingRate>> after(String instrument, long micros);
}
