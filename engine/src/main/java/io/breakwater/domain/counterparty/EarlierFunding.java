package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.market.Quoted;
import java.util.List;

/** Payments of funding from before those that a view shows. Nobody waits for it: what is not known is asked again. */
@FunctionalInterface
public interface EarlierFunding {

    /** Of nothing. */
    EarlierFunding UNKNOWN = (_, _) -> List.of();

    /**
     * Payments of an instrument that fell due after a time, by rising time, without a gap from the first on: as many as
     * are known, none where the first is not.
     *
     * @param micros epoch micros
     */
    List<FundingRate> after(Quoted instrument, long micros);
}
