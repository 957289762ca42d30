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
        counterparty.accounts().forEach((_, account) -> account.holdings().forEachSorted((instrument, holding) -> {
            Quoted quoted = view.instrument(instrument);
            if (quoted != null && facts.size() < most) {
                add(facts, account.id(), holding, quoted);
            }
        }));
        return facts.subList(0, Math.min(most, facts.size()));
    }

    private static void add(List<CounterpartyFact> facts, String account, Holding holding, Quoted quoted) {
        Position position = holding.position();
        for (FundingRate rate : quoted.funding()) {
            if (position.lots() != 0 && rate.dueAtMicros() > position.fundedAtMicros() && rate.ratePpb() != 0) {
                facts.add(new CounterpartyFact.FundingDue(account, quoted.id(), rate));
            }
        }
        if (quoted.hasEnded() && quoted.mark().isKnown()) {
            facts.add(new CounterpartyFact.Delivery(account, quoted.id(), quoted.mark().ticks(), REFERENCE));
        }
    }
}
