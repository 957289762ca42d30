package io.breakwater.domain.counterparty;

/** How funding, settlement and delivery change positions and the ledger. */
final class SettlementBook {

    private SettlementBook() {}

    static Counterparty funded(Counterparty c, CounterpartyEvent.FundingApplied e) {
        CounterpartyFact.Funding fact = e.command();
        Counterparty posted = c.with(c.money().posted(e.entries()));
        return FillBook.position(posted, fact.account(),
                SettlementBooking.fundedPosition(c.account(fact.account()), fact.instrument()),
                p -> p.funded(fact.amountMinor()));
    }

    static Counterparty charged(Counterparty c, CounterpartyEvent.FundingCharged e) {
        CounterpartyFact.FundingDue fact = e.command();
        Counterparty posted = c.with(c.money().posted(e.entries()));
        return FillBook.position(posted, fact.account(), fact.instrument(),
                p -> p.funded(e.amountMinor()).fundedAt(fact.rate().dueAtMicros()));
    }

    static Counterparty charged(Counterparty c, CounterpartyEvent.SidesFunded e) {
        CounterpartyFact.FundingDue fact = e.command();
        long dueAt = fact.rate().dueAtMicros();
        Counterparty next = c.with(c.money().posted(e.entries()));
        for (long key : c.account(fact.account()).positionsIn(fact.instrument())) {
            long amount = PositionKey.isShort(key) ? e.shortMinor() : e.longMinor();
            next = FillBook.position(next, fact.account(), key,
                    p -> p.owesFunding(dueAt) ? p.funded(amount).fundedAt(dueAt) : p);
        }
        return next;
    }

    static Counterparty settled(Counterparty c, CounterpartyEvent.SidesSettled e) {
        CounterpartyFact.Settlement fact = e.command();
        Counterparty next = c.with(c.money().posted(e.entries()));
        for (long key : c.account(fact.account()).positionsIn(fact.instrument())) {
            long carried = PositionKey.isShort(key) ? e.shortCarriedMinor() : e.longCarriedMinor();
            next = FillBook.position(next, fact.account(), key, p -> p.settled(carried, fact.priceTicks()));
        }
        return next;
    }

    static Counterparty settled(Counterparty c, CounterpartyEvent.SessionSettled e) {
        CounterpartyFact.Settlement fact = e.command();
        Counterparty posted = c.with(c.money().posted(e.entries()));
        return FillBook.position(posted, fact.account(), fact.instrument(),
                p -> p.settled(e.carriedMinor(), fact.priceTicks()));
    }

    static Counterparty delivered(Counterparty c, CounterpartyEvent.Delivered e) {
        CounterpartyFact.Delivery fact = e.command();
        Counterparty ended = OrderBook.endAllIn(c, fact.account(), fact.instrument());
        Counterparty next = ended.with(ended.money().posted(e.entries()));
        for (long key : c.account(fact.account()).positionsIn(fact.instrument())) {
            next = FillBook.position(next, fact.account(), key, _ -> Position.FLAT);
        }
        return next;
    }
}
