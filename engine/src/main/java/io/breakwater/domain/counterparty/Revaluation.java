package io.breakwater.domain.counterparty;

import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Overflow;
import java.util.List;

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
            case CounterpartyEvent.OrderPlaced e -> of(before, next, e.command().account(), e.command().position(),
                    e.command().clientOrderId());
            case CounterpartyEvent.OrderAmended e -> of(before, old.order(e.command().clientOrderId()), next);
            case CounterpartyEvent.OrderReplaced e -> of(before, old.order(e.command().clientOrderId()), next);
            case CounterpartyEvent.OrderCancelled e -> of(before, old.order(e.command().clientOrderId()), next);
            case CounterpartyEvent.OrderStatusBooked e -> reported(before, e.command(), next);
            case CounterpartyEvent.QuotesReplaced e -> quotes(before, e.command(), next);
            case CounterpartyEvent.FillBooked e -> filled(before, e, next);
            case CounterpartyEvent.RequestRefused _, CounterpartyEvent.DecisionFailed _,
                    CounterpartyEvent.LimitSet _, CounterpartyEvent.Restricted _,
                    CounterpartyEvent.RestrictionLifted _, CounterpartyEvent.FactSuspended _,
                    CounterpartyEvent.AllowanceReceived _, CounterpartyEvent.BreachOpened _,
                    CounterpartyEvent.BreachClosed _, CounterpartyEvent.MarginCalled _,
                    CounterpartyEvent.WarningOpened _, CounterpartyEvent.WarningClosed _,
                    CounterpartyEvent.RequestsThrottled _, CounterpartyEvent.VenueSnapshotCompared _,
                    CounterpartyEvent.VenueStatementCompared _,
                    CounterpartyEvent.RestrictedByPeer _, CounterpartyEvent.LiftedByPeer _,
                    CounterpartyEvent.FillClaimed _,
                    CounterpartyEvent.WithdrawalSent _ -> before.valuation();
            case CounterpartyEvent.CounterpartyOnboarded _, CounterpartyEvent.AccountOpened _,
                    CounterpartyEvent.MassCancelled _, CounterpartyEvent.GroupPlaced _,
                    CounterpartyEvent.FillBusted _, CounterpartyEvent.FillCorrected _, CounterpartyEvent.Deposited _,
                    CounterpartyEvent.WithdrawalRequested _, CounterpartyEvent.WithdrawalConfirmed _,
                    CounterpartyEvent.WithdrawalFailed _, CounterpartyEvent.FundingApplied _,
                    CounterpartyEvent.FundingCharged _,
                    CounterpartyEvent.SessionSettled _, CounterpartyEvent.Delivered _,
                    CounterpartyEvent.SidesFunded _, CounterpartyEvent.SidesSettled _,
                    CounterpartyEvent.BalanceAdjusted _, CounterpartyEvent.LoanOpened _, CounterpartyEvent.LoanClosed _,
                    CounterpartyEvent.PositionTransferred _, CounterpartyEvent.LegsBooked _,
                    CounterpartyEvent.LegsBusted _, CounterpartyEvent.LegsCorrected _,
                    CounterpartyEvent.CollateralMoved _, CounterpartyEvent.CollateralReceived _,
                    CounterpartyEvent.FilledFor _, CounterpartyEvent.FillTakenOver _,
                    CounterpartyEvent.FillHandedOver _ -> Valuation.NONE;
        };
    }

    private static Valuation of(Valued before, WorkingOrder order, Counterparty next) {
        return of(before, next, order.account(), order.position(), order.clientOrderId(), order.partner());
    }

    /** A venue's word on a quote may be of the one that it is to replace. */
    private static Valuation reported(Valued before, CounterpartyFact.OrderStatusReport report, Counterparty next) {
        WorkingOrder order = Quotes.either(before.counterparty(), report.clientOrderId());
        return order.kind() != WorkingOrder.Kind.QUOTE_GROUP ? of(before, order, next)
                : of(before, next, order.account(), order.position(), report.clientOrderId(),
                        WorkingOrder.outgoingId(report.clientOrderId()));
    }

    private static Valuation of(Valued before, Counterparty next, String account, long position, String... orders) {
        return touched(before.valuation(), before, next, account, position, orders);
    }

    private static Valuation quotes(Valued before, CounterpartyRequest.MassQuote request, Counterparty next) {
        Valuation v = before.valuation();
        for (int i = 0; i < request.quotes().size(); i++) {
            long instrument = request.quotes().get(i).instrument();
            boolean again = false;
            for (int j = 0; j < i; j++) {
                again |= request.quotes().get(j).instrument() == instrument;
            }
            String id = WorkingOrder.quoteId(request.group(), instrument);
            v = again ? v : touched(v, before, next, request.account(), instrument, id, WorkingOrder.outgoingId(id));
        }
        return v;
    }

    private static Valuation filled(Valued before, CounterpartyEvent.FillBooked e, Counterparty next) {
        WorkingOrder order = OrderBook.filledBy(before.counterparty(), e.command());
        Valuation v = order != null ? of(before, order, next)
                : of(before, next, e.command().account(), e.command().execution().position(), "");
        return e.entries().isEmpty() || v == Valuation.NONE ? v : v.changed(next, before.view());
    }

    private static Valuation touched(
            Valuation v, Valued before, Counterparty next, String account, long position, String... orders) {
        Step step = new Step(before.counterparty(), next, account, position, List.of(orders));
        return touched(v, step, before.view());
    }

    /**
     * One position of one account and orders in it, before and after.
     *
     * @param position by {@link PositionKey}
     * @param orders client order ids of those that may have changed; an empty id is none
     */
    record Step(Counterparty before, Counterparty after, String account, long position, List<String> orders) {}

    /** The valuation after a step. */
    static Valuation touched(Valuation v, Step step, MarketView view) {
        if (v.isUnsummed()) {
            return Valuation.NONE;
        }
        Account account = step.after().account(step.account());
        Holding old = step.before().account(step.account()).holding(step.position());
        Holding now = account.holding(step.position());
        LongMap<WorkingOrder> worked = v.orders(step.account(), step.position());
        LongMap<WorkingOrder> works = account.mode() == MarginMode.PORTFOLIO ? works(worked, step) : worked;
        boolean same = old.position() == now.position() && old.longestLots() == now.longestLots()
                && old.shortestLots() == now.shortestLots() && works == worked;
        return same ? v : v.changed(new Valuation.Change(account, step.position(), old, now, works), view);
    }

    private static LongMap<WorkingOrder> works(LongMap<WorkingOrder> before, Step step) {
        LongMap<WorkingOrder> works = before;
        for (String id : step.orders()) {
            WorkingOrder order = id.isEmpty() ? null : step.after().order(id);
            boolean isGone = order == null || order.key() != WorkingOrder.key(id);
            works = isGone ? works.remove(WorkingOrder.key(id)) : works;
            works = order == null ? works : works.put(order.key(), order);
        }
        return works;
    }
}
