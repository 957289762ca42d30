package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyEvent.SidesFunded;
import io.breakwater.domain.counterparty.CounterpartyEvent.SidesSettled;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.List;

/**
 * What positions are paid or pay as time goes on: funding, the session's settlement, the delivery. A fact names an
 * instrument; where an account is long and short in it, both are paid for, and one entry moves the sum.
 */
final class SettlementBooking {

    private static final long PPB = 1_000_000_000;

    private final Counterparty state;
    private final MarketView view;
    private final Doubts doubts;

    SettlementBooking(Counterparty state, MarketView view, Doubts doubts) {
        this.state = state;
        this.view = view;
        this.doubts = doubts;
    }

    Decision<CounterpartyEvent> funding(CounterpartyFact.Funding fact) {
        String doubt = doubts.of(fact.account(), fact.instrument());
        return doubt != null ? FactBooking.suspend(fact, doubt) : new Taken<>(new CounterpartyEvent.FundingApplied(fact,
                paid(fact.account(), fact.instrument(), fact.amountMinor())));
    }

    /**
     * Which position shows funding that was told for an instrument: the larger side, the long one of two as large. A
     * venue that tells one amount for both does not say how much is whose.
     */
    static long fundedPosition(Account account, long instrument) {
        long lots = Math.abs(account.holding(instrument).position().lots());
        long shortLots = Math.abs(account.beside(instrument).position().lots());
        return shortLots > lots ? PositionKey.of(instrument, PositionSide.SHORT) : instrument;
    }

    /** Due once for what was open when it fell due; asked for until that shows. */
    Decision<CounterpartyEvent> fund(CounterpartyFact.FundingDue fact) {
        String doubt = doubts.of(fact.account(), fact.instrument());
        if (doubt != null) {
            return FactBooking.suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        Position held = account.holding(fact.instrument()).position();
        Position beside = account.beside(fact.instrument()).position();
        long dueAt = fact.rate().dueAtMicros();
        if (!held.owesFunding(dueAt) && !beside.owesFunding(dueAt)) {
            return FactBooking.KNOWN;
        }
        long amount = received(held, fact);
        if (!account.isHedged()) {
            return new Taken<>(new CounterpartyEvent.FundingCharged(fact, amount,
                    paid(fact.account(), fact.instrument(), amount)));
        }
        long shorts = received(beside, fact);
        return new Taken<>(new SidesFunded(fact, amount, shorts,
                paid(fact.account(), fact.instrument(), Exact.add(amount, shorts))));
    }

    private long received(Position position, CounterpartyFact.FundingDue fact) {
        FundingRate rate = fact.rate();
        if (!position.owesFunding(rate.dueAtMicros())) {
            return 0;
        }
        long value = value(fact.instrument(), position, rate.priceTicks());
        long received = Exact.abs(value) * -Long.signum(position.lots());
        return Exact.mulDiv(received, rate.ratePpb(), PPB, Rounding.FLOOR);
    }

    Decision<CounterpartyEvent> settle(CounterpartyFact.Settlement fact) {
        String doubt = doubts.of(fact.account(), fact.instrument());
        if (doubt != null) {
            return FactBooking.suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        Position held = account.holding(fact.instrument()).position();
        long value = value(fact.instrument(), held, fact.priceTicks());
        long realised = Exact.add(held.cashFlowMinor(), value);
        if (!account.isHedged()) {
            return new Taken<>(new CounterpartyEvent.SessionSettled(fact, realised, Exact.negate(value),
                    paid(fact.account(), fact.instrument(), realised)));
        }
        Position beside = account.beside(fact.instrument()).position();
        long shorts = value(fact.instrument(), beside, fact.priceTicks());
        long both = Exact.add(realised, Exact.add(beside.cashFlowMinor(), shorts));
        return new Taken<>(new SidesSettled(fact, both, Exact.negate(value), Exact.negate(shorts),
                paid(fact.account(), fact.instrument(), both)));
    }

    Decision<CounterpartyEvent> deliver(CounterpartyFact.Delivery fact) {
        String doubt = doubts.of(fact.account(), fact.instrument());
        if (doubt != null) {
            return FactBooking.suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        if (!account.ends(fact.instrument())) {
            return FactBooking.KNOWN;
        }
        long realised = 0;
        for (long key : account.positionsIn(fact.instrument())) {
            Position position = account.holding(key).position();
            realised = Exact.add(realised, Exact.add(position.cashFlowMinor(),
                    value(fact.instrument(), position, fact.priceTicks())));
        }
        return new Taken<>(new CounterpartyEvent.Delivered(fact, realised,
                paid(fact.account(), fact.instrument(), realised)));
    }

    private long value(long instrument, Position position, long ticks) {
        Terms terms = view.instrument(instrument).terms();
        return Valuer.valueMinor(terms, position.lots(), ticks);
    }

    /** From the clearing account to the account, or back when it is negative. */
    private List<Entry> paid(String account, long instrument, long amountMinor) {
        if (amountMinor == 0) {
            return List.of();
        }
        Asset asset = view.instrument(instrument).terms().settlement();
        Account owner = state.account(account);
        return Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, owner, asset.id()),
                BalanceKey.free(owner, asset.id()), asset.scale(), amountMinor);
    }
}
