package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Overflow;

/**
 * The valuation after an event, by what the event touched alone: bit for bit what valuing everything anew would give,
 * which is what is done after events that touch much.
 */
final class Revaluation {

    private Revaluation() {}

    static Valuation after(Valued before, CounterpartyEvent event, Counterparty next) {
        try {
            Valuation changed = before.valuation() == Valuation.NONE ? Valuation.NONE : changed(before, event, next);
            return changed == Valuation.NONE ? Valuation.of(next, before.view()) : changed;
        } catch (Overflow _) {
            return Valuation.NONE;
        }
    }

    private static Valuation changed(Valued before, CounterpartyEvent event, Counterparty next) {
        Counterparty old = before.counterparty();
        return switch (event) {
            case CounterpartyEvent.OrderPlaced e ->
                    holding(before, before.valuation(), next, e.command().account(), e.command().instrument());
            case CounterpartyEvent.OrderAmended e -> of(before, old.order(e.command().clientOrderId()), next);
            case CounterpartyEvent.OrderCancelled e -> of(before, old.order(e.command().clientOrderId()), next);
            case CounterpartyEvent.QuotesReplaced e -> quotes(before, e.command(), next);
            case CounterpartyEvent.FillBooked e -> balances(before, e, next);
            case CounterpartyEvent.RequestRefused _, CounterpartyEvent.DecisionFailed _,
                    CounterpartyEvent.AccountOpened _, CounterpartyEvent.LimitSet _, CounterpartyEvent.Restricted _,
                    CounterpartyEvent.RestrictionLifted _, CounterpartyEvent.FactSuspended _,
                    CounterpartyEvent.AllowanceReceived _, CounterpartyEvent.BreachOpened _,
                    CounterpartyEvent.BreachClosed _, CounterpartyEvent.MarginCalled _,
                    CounterpartyEvent.RequestsThrottled _, CounterpartyEvent.VenueSnapshotCompared _,
                    CounterpartyEvent.WithdrawalSent _ -> before.valuation();
            case CounterpartyEvent.CounterpartyOnboarded _, CounterpartyEvent.MassCancelled _,
                    CounterpartyEvent.GroupPlaced _, CounterpartyEvent.FillBusted _, CounterpartyEvent.FillCorrected _,
                    CounterpartyEvent.OrderStatusBooked _, CounterpartyEvent.Deposited _,
                    CounterpartyEvent.WithdrawalRequested _, CounterpartyEvent.WithdrawalConfirmed _,
                    CounterpartyEvent.WithdrawalFailed _, CounterpartyEvent.FundingApplied _,
                    CounterpartyEvent.SessionSettled _, CounterpartyEvent.Delivered _,
                    CounterpartyEvent.BalanceAdjusted _, CounterpartyEvent.LoanOpened _, CounterpartyEvent.LoanClosed _,
                    CounterpartyEvent.PositionTransferred _ -> Valuation.NONE;
        };
    }

    private static Valuation of(Valued before, WorkingOrder order, Counterparty next) {
        return holding(before, before.valuation(), next, order.account(), order.instrument());
    }

    private static Valuation holding(Valued before, Valuation v, Counterparty next, String account, long instrument) {
        Holding old = before.counterparty().account(account).holding(instrument);
        Holding now = next.account(account).holding(instrument);
        boolean same = old.position() == now.position() && old.longestLots() == now.longestLots()
                && old.shortestLots() == now.shortestLots();
        return same ? v : v.changed(instrument, old, now, before.view());
    }

    private static Valuation quotes(Valued before, CounterpartyRequest.MassQuote request, Counterparty next) {
        Valuation v = before.valuation();
        for (int i = 0; i < request.quotes().size(); i++) {
            long instrument = request.quotes().get(i).instrument();
            boolean again = false;
            for (int j = 0; j < i; j++) {
                again |= request.quotes().get(j).instrument() == instrument;
            }
            v = again ? v : holding(before, v, next, request.account(), instrument);
        }
        return v;
    }

    private static Valuation balances(Valued before, CounterpartyEvent.FillBooked e, Counterparty next) {
        Valuation v = holding(before, before.valuation(), next, e.command().account(),
                e.command().execution().instrument());
        return e.entries().isEmpty() || v == Valuation.NONE ? v : v.changed(next.money().ledger(), before.view());
    }
}
