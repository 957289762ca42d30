package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Terms;
import java.util.List;

/**
 * An instrument as a view shows it.
 *
 * @param id internal, never reused
 * @param name the API's resource id; with venue and symbol an alias
 * @param state its own; the view adds those of its venue, its underlying and of everything
 * @param funding payments fixed lately, by rising time
 */
public record Quoted(
        long id,
        String name,
        String venue,
        String symbol,
        Terms terms,
        LifeCycle lifeCycle,
        Mark mark,
        TradingState state,
        List<FundingRate> funding) {

    public Quoted {
        funding = List.copyOf(funding);
    }

    /** Of something that has paid no funding. */
    public Quoted(long id, String name, String venue, String symbol, Terms terms, LifeCycle lifeCycle, Mark mark,
            TradingState state) {
        this(id, name, venue, symbol, terms, lifeCycle, mark, state, List.of());
    }

    /** Whether what positions end at is fixed: then the mark is that. */
    public boolean hasEnded() {
        return lifeCycle.compareTo(LifeCycle.DELIVERED) >= 0;
    }
}
