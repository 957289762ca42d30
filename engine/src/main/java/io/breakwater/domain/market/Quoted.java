package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Funding;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.VenueWord;
import java.util.List;

/**
 * An instrument as a view shows it.
 *
 * @param id internal, never reused
 * @param name the API's resource id; with venue and symbol an alias
 * @param state its own; the view adds those of its venue, its underlying and of everything
 * @param funding payments fixed lately that move money, by rising time
 * @param venueWord what its venue has said of its state; an order meets this beside {@code state}
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
        List<FundingRate> funding,
        VenueWord venueWord) {

    public Quoted {
        funding = List.copyOf(funding);
    }

    /** Of something whose venue has said nothing. */
    public Quoted(long id, String name, String venue, String symbol, Terms terms, LifeCycle lifeCycle, Mark mark,
            TradingState state, List<FundingRate> funding) {
        this(id, name, venue, symbol, terms, lifeCycle, mark, state, funding, VenueWord.NONE);
    }

    /** Of something that has paid no funding, whose venue has said nothing. */
    public Quoted(long id, String name, String venue, String symbol, Terms terms, LifeCycle lifeCycle, Mark mark,
            TradingState state) {
        this(id, name, venue, symbol, terms, lifeCycle, mark, state, List.of());
    }

    /** What may be done with it by its own state and its venue's. */
    public TradingState ownState() {
        return venueWord.state().takesOrders() ? state : TradingState.HALTED;
    }

    /** Whether payments that fell due after a time, epoch micros, may have left {@link #funding}, which is bounded. */
    public boolean mayLackFundingSince(long micros) {
        return funding.size() >= Funding.REMEMBERED && micros < funding.getFirst().dueAtMicros();
    }

    /** Whether what positions end at is fixed: then the mark is that. */
    public boolean hasEnded() {
        return lifeCycle.compareTo(LifeCycle.DELIVERED) >= 0;
    }
}
