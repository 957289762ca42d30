package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the market owes a counterparty and has not been booked: the end of its holdings in what was delivered or
 * delisted, and funding that fell due on what it holds. Derived from its state, so that it may be asked any number of
 * times; what was booked is no longer in the answer.
 *
 * <p>What could not be booked waits for a person, once: it is remembered by its content, so that it does not fill the
 * journal (I-10), nor keep others from their turn.
 *
 * <p>A position pays in the order in which payments fell due, and ends after the last of them. So where it was away for
 * more than a view shows, all that follows waits until the first of what it missed is known.
 */
public final class Settling {

    private static final String REFERENCE = "calendar";
    /** Of no time, so that no request has an id like those made of it. */
    private static final RequestId TIMELESS = new RequestId(7L << 12, 1L << 63, 0);

    private Settling() {}

    /** At most so many facts; the earliest of a holding first. */
    public static List<CounterpartyFact> due(
            Counterparty counterparty, MarketView view, EarlierFunding earlier, int most) {
        List<CounterpartyFact> facts = new ArrayList<>();
        counterparty.accounts().forEach((_, account) -> account.holdings().forEachSorted((position, _) -> {
            Quoted quoted = view.instrument(PositionKey.instrument(position));
            boolean spokenFor = quoted == null
                    || PositionKey.isShort(position) && account.holdings().containsKey(quoted.id());
            if (!spokenFor && facts.size() < most) {
                int before = facts.size();
                add(facts, account, quoted, earlier);
                facts.subList(before, facts.size()).removeIf(fact -> waits(counterparty, fact));
            }
        }));
        return facts.subList(0, Math.min(most, facts.size()));
    }

    private static boolean waits(Counterparty counterparty, CounterpartyFact fact) {
        return counterparty.window().find(waiting(fact)) != null;
    }

    /** Under what id it is remembered while it waits; null for what is not told here. */
    static RequestId waiting(CounterpartyCommand command) {
        boolean isTold = command instanceof CounterpartyFact.FundingDue
                || command instanceof CounterpartyFact.Delivery fact && fact.reference().equals(REFERENCE);
        return isTold ? TIMELESS.apartFor(Fingerprint.of(command)) : null;
    }

    /** One fact is for both sides of an instrument: each pays where it owes. */
    private static void add(List<CounterpartyFact> facts, Account account, Quoted quoted, EarlierFunding earlier) {
        long paid = paidUntil(account, quoted.id());
        List<FundingRate> missed = quoted.mayLackFundingSince(paid) ? earlier.after(quoted, paid) : List.of();
        charge(facts, account, quoted, paid, missed);
        long known = missed.isEmpty() ? paid : missed.getLast().dueAtMicros();
        if (quoted.mayLackFundingSince(known)) {
            return;
        }
        charge(facts, account, quoted, known, quoted.funding());
        if (quoted.hasEnded() && quoted.mark().isKnown() && account.ends(quoted.id())) {
            facts.add(new CounterpartyFact.Delivery(account.id(), quoted.id(), quoted.mark().ticks(), REFERENCE));
        }
    }

    private static void charge(List<CounterpartyFact> facts, Account account, Quoted quoted, long since,
            List<FundingRate> rates) {
        for (FundingRate rate : rates) {
            if (rate.dueAtMicros() > since && rate.movesMoney()) {
                facts.add(new CounterpartyFact.FundingDue(account.id(), quoted.id(), rate));
            }
        }
    }

    /** Until when all that is open has paid; the end of time where nothing is. */
    private static long paidUntil(Account account, long instrument) {
        long paid = Long.MAX_VALUE;
        for (long key : account.positionsIn(instrument)) {
            Position position = account.holding(key).position();
            paid = position.lots() == 0 ? paid : Math.min(paid, position.fundedAtMicros());
        }
        return paid;
    }
}
