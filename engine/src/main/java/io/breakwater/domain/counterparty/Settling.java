package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * What the market owes a counterparty and has not been booked: the end of its holdings in what was delivered or
 * delisted, and funding that fell due on what it holds. Derived from its state, so that it may be asked any number of
 * times; what was booked is no longer in the answer.
 */
public final class Settling {

    private static final String REFERENCE = "calendar";

    private Settling() {}

    /** At most so many facts; the earliest of a holding first. */
    public static List<CounterpartyFact> due(Counterparty counterparty, MarketView view, int most) {
        List<CounterpartyFact> facts = new ArrayList<>();
        counterparty.accounts().forEach((_, account) -> account.holdings().forEachSorted((position, holding) -> {
            Quoted quoted = view.instrument(PositionKey.instrument(position));
            if (quoted != null && facts.size() < most) {
                add(facts, account, position, holding, quoted);
            }
        }));
        return facts.subList(0, Math.min(most, facts.size()));
    }

    /** One fact pays for both sides of an instrument: the short one, which comes first, leaves it to the long one. */
    private static void add(List<CounterpartyFact> facts, Account account, long position, Holding holding,
            Quoted quoted) {
        Position beside = PositionKey.isShort(position) ? account.beside(position).position() : Position.FLAT;
        for (FundingRate rate : quoted.funding()) {
            boolean due = holding.position().owesFunding(rate.dueAtMicros()) && !beside.owesFunding(rate.dueAtMicros());
            if (due && rate.ratePpb() != 0) {
                facts.add(new CounterpartyFact.FundingDue(account.id(), quoted.id(), rate));
            }
        }
        if (account.holdings().containsKey(quoted.id()) && PositionKey.isShort(position)) {
            return;
        }
        if (quoted.hasEnded() && quoted.mark().isKnown()) {
            facts.add(new CounterpartyFact.Delivery(account.id(), quoted.id(), quoted.mark().ticks(), REFERENCE));
        }
    }
}
