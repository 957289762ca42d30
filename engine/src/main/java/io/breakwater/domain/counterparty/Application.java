package io.breakwater.domain.counterparty;

import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.kernel.RequestId;
import java.util.List;

/** Events to the next value: total, refuses nothing, needs no market. */
final class Application {

    private Application() {}

    static Counterparty apply(Counterparty c, CounterpartyEvent event, RequestId id, long atMicros) {
        if (isOfNobody(c, event)) {
            return c;
        }
        Counterparty next = booked(c, event, atMicros);
        if (!Outcomes.isRemembered(event)) {
            return next;
        }
        if (c.window().find(id) == null) {
            return waiting(next.with(next.window().with(id, Outcomes.remembered(event))), event);
        }
        return event instanceof CounterpartyEvent.FactSuspended suspended ? remembering(next, suspended, id) : next;
    }

    /** It is in the log and nowhere else: once there is somebody, it can be told again and is booked. */
    private static boolean isOfNobody(Counterparty c, CounterpartyEvent event) {
        return !c.profile().onboarded()
                && event instanceof CounterpartyEvent.FactSuspended(CounterpartyFact fact, String _)
                && !FactTraits.areOwn(fact);
    }

    /** What the calendar tells until it shows, and what cannot be booked: it is told once. */
    private static Counterparty waiting(Counterparty c, CounterpartyEvent event) {
        boolean waits = event instanceof CounterpartyEvent.FactSuspended
                || event instanceof CounterpartyEvent.DecisionFailed;
        RequestId once = waits ? Settling.waiting(event.command()) : null;
        return once == null || c.window().find(once) != null ? c
                : c.with(c.window().with(once, Outcomes.remembered(event)));
    }

    /** A fact under the id of something else: told again, it is known, and waits for a person but once. */
    private static Counterparty remembering(Counterparty c, CounterpartyEvent.FactSuspended event, RequestId id) {
        RequestId apart = id.apartFor(Fingerprint.of(event.command()));
        return c.window().find(apart) != null ? c
                : c.with(c.window().with(apart, Outcomes.remembered(event)));
    }

    /** The same without remembering the request: all that can fail. A trial must not grow what the newest alone may. */
    static Counterparty booked(Counterparty c, CounterpartyEvent event, long atMicros) {
        Counterparty changed = change(c, event, atMicros);
        return changed.used() == c.used() ? changed : changed.settled();
    }

    private static Counterparty change(Counterparty c, CounterpartyEvent event, long atMicros) {
        return switch (event) {
            case CounterpartyEvent.RequestRefused e -> refused(c, e, atMicros);
            case CounterpartyEvent.DecisionFailed e -> failed(c, e, atMicros);
            case CounterpartyEvent.CounterpartyOnboarded e -> onboarded(c, e.command());
            case CounterpartyEvent.AccountOpened e -> c.with(Account.opened(e.command()));
            case CounterpartyEvent.LimitSet e -> Throttle.isIdleLimit(c, e)
                    ? limited(c.with(c.rates().idled(atMicros)), e.command()) : limited(c, e.command());
            case CounterpartyEvent.Restricted e -> restricted(c, e, atMicros);
            case CounterpartyEvent.RestrictionLifted e -> c.with(c.standing().lifted(e.command().lift().restriction()));
            case CounterpartyEvent.RestrictedByPeer e ->
                    c.with(c.standing().placedElsewhere(e.command().restriction(), atMicros));
            case CounterpartyEvent.LiftedByPeer e ->
                    c.with(c.standing().liftedElsewhere(e.command().lift().restriction(), atMicros));
            case CounterpartyEvent.OrderPlaced e -> placed(c, e, atMicros);
            case CounterpartyEvent.OrderAmended e -> amended(c, e, atMicros);
            case CounterpartyEvent.OrderReplaced e -> replaced(c, e, atMicros);
            case CounterpartyEvent.OrderCancelled e -> Throttle.isIdleCancel(c, e)
                    ? c.with(c.rates().idled(atMicros))
                    : OrderBook.cancel(c, c.order(e.command().clientOrderId()), e.inForce());
            case CounterpartyEvent.MassCancelled e -> Throttle.isIdleCancel(c, e)
                    ? c.with(c.rates().idled(atMicros)) : massCancelled(c, e.command());
            case CounterpartyEvent.QuotesReplaced e -> quoted(c, e, atMicros);
            case CounterpartyEvent.GroupPlaced e -> grouped(c, e, atMicros);
            case CounterpartyEvent.FillBooked e -> FillBook.booked(c, e, atMicros);
            case CounterpartyEvent.FillBusted e ->
                    FillBook.busted(c, e.command().execution(), e.entries(), atMicros);
            case CounterpartyEvent.FillCorrected e -> FillBook.corrected(c, e, atMicros);
            case CounterpartyEvent.LegsBooked e -> FillBook.booked(c, e, atMicros);
            case CounterpartyEvent.LegsBusted e -> FillBook.busted(c, e, atMicros);
            case CounterpartyEvent.LegsCorrected e -> FillBook.corrected(c, e, atMicros);
            case CounterpartyEvent.FilledFor e -> FillBook.booked(c, e.booked(), atMicros);
            case CounterpartyEvent.FillTakenOver e -> FillBook.booked(c, e.booked(), atMicros);
            case CounterpartyEvent.FillHandedOver e ->
                    FillBook.busted(c, e.command().execution(), e.entries(), atMicros);
            case CounterpartyEvent.FillClaimed _ -> c;
            case CounterpartyEvent.OrderStatusBooked e -> status(c, e.command());
            case CounterpartyEvent.FactSuspended _ -> c.with(c.money().suspending());
            case CounterpartyEvent.Deposited e -> c.with(c.money().broughtIn(
                    e.entries(), e.command().asset(), e.command().amountMinor(), e.valueUsdMicros()));
            case CounterpartyEvent.CollateralMoved e ->
                    c.with(c.money().posted(e.entries()).flowed(-e.valueUsdMicros()));
            case CounterpartyEvent.CollateralReceived e -> c.with(c.money().broughtIn(
                    e.entries(), e.command().asset(), e.amountMinor(), e.valueUsdMicros()));
            case CounterpartyEvent.WithdrawalRequested e -> withdrawing(c, e);
            case CounterpartyEvent.WithdrawalSent _ -> c;
            case CounterpartyEvent.WithdrawalConfirmed e -> withdrawn(c, e.command().withdrawal(), e.entries(), false);
            case CounterpartyEvent.WithdrawalFailed e -> withdrawn(c, e.command().withdrawal(), e.entries(), true);
            case CounterpartyEvent.FundingApplied e -> SettlementBook.funded(c, e);
            case CounterpartyEvent.FundingCharged e -> SettlementBook.charged(c, e);
            case CounterpartyEvent.SessionSettled e -> SettlementBook.settled(c, e);
            case CounterpartyEvent.SidesFunded e -> SettlementBook.charged(c, e);
            case CounterpartyEvent.SidesSettled e -> SettlementBook.settled(c, e);
            case CounterpartyEvent.Delivered e -> SettlementBook.delivered(c, e);
            case CounterpartyEvent.BalanceAdjusted e -> c.with(c.money().posted(e.entries()));
            case CounterpartyEvent.AllowanceReceived e -> granted(c, e.command());
            case CounterpartyEvent.BreachOpened e -> c.with(c.standing().breached(e.measure(), e.used()));
            case CounterpartyEvent.BreachClosed e -> c.with(c.standing().cured(e.measure()));
            case CounterpartyEvent.WarningOpened e -> c.with(c.standing().warned(e.warning()));
            case CounterpartyEvent.WarningClosed e -> c.with(c.standing().unwarned(e.warning()));
            case CounterpartyEvent.MarginCalled _, CounterpartyEvent.RequestsThrottled _,
                    CounterpartyEvent.VenueSnapshotCompared _ -> c;
            case CounterpartyEvent.VenueStatementCompared e ->
                    c.with(c.money().with(c.money().reconciled().compared(e.command(), e.breaks())));
            case CounterpartyEvent.LoanOpened e -> c.with(c.money().posted(e.entries()));
            case CounterpartyEvent.LoanClosed e -> c.with(c.money().posted(e.entries()));
            case CounterpartyEvent.PositionTransferred e -> FillBook.transferred(c, e, atMicros);
        };
    }

    /** A fact that could not be decided has happened all the same: it waits in suspense. */
    private static Counterparty failed(Counterparty c, CounterpartyEvent.DecisionFailed e, long atMicros) {
        Restriction restriction =
                new Restriction(e.restriction(), TradingState.REDUCING, "engine", e.reason(), Long.MAX_VALUE);
        Counterparty restricted = c.with(c.standing().forced(restriction, atMicros));
        boolean happened = e.command() instanceof CounterpartyFact;
        return happened ? restricted.with(restricted.money().suspending()) : restricted;
    }

    private static Counterparty refused(Counterparty c, CounterpartyEvent.RequestRefused e, long atMicros) {
        boolean modifies = Throttle.isModify(e.command());
        Counterparty counted = c.with(modifies ? c.rates().modified(atMicros) : c.rates().submitted(atMicros));
        boolean wants = e.rejection().reason() == CounterpartyRejection.Code.ALLOWANCE;
        return wants ? demanding(counted, e.rejection()) : counted;
    }

    /** A refusal for want of allowance asks the cap above for what was missing. */
    private static Counterparty demanding(Counterparty c, CounterpartyRejection rejection) {
        for (int i = 0; i < c.allowances().size(); i++) {
            Allowance allowance = c.allowances().valueAt(i);
            if (allowance.scope().equals(rejection.scope()) && allowance.measure().name().equals(rejection.subject())) {
                long used = allowance.usedBy(c);
                Allowance wanting = allowance.demanding(used, Math.max(0, rejection.requested() - used));
                return c.withAllowances(c.allowances().put(c.allowances().keyAt(i), wanting));
            }
        }
        return c;
    }

    private static Counterparty onboarded(Counterparty c, CounterpartyRequest.Onboard request) {
        Counterparty next = c.with(Profile.onboarded(c.profile().id(), request));
        for (CounterpartyRequest.OpenAccount account : request.accounts()) {
            next = next.with(Account.opened(account));
        }
        for (var grant : request.grants()) {
            String key = Allowance.key(grant.scope(), grant.measure());
            next = next.withAllowances(next.allowances().put(key, Allowance.of(grant)));
        }
        return next;
    }

    private static Counterparty limited(Counterparty c, CounterpartyRequest.SetLimit request) {
        if (request.account().isEmpty()) {
            return c.with(c.profile().with(c.profile().limits().with(request.limit())));
        }
        Account account = c.account(request.account());
        long working = account.limits().isEmpty()
                ? OrderBook.named(c, new CounterpartyRequest.MassCancel(account.id(), 0)).size() : 0;
        return c.with(account.with(request.limit(), working));
    }

    private static Counterparty restricted(Counterparty c, CounterpartyEvent.Restricted e, long atMicros) {
        return c.with(c.standing().placed(restriction(e), atMicros)).withSequence(c.sequence() + 1);
    }

    static Restriction restriction(CounterpartyEvent.Restricted e) {
        CounterpartyRequest.Restrict r = e.command();
        return new Restriction(e.restriction(), r.state(), r.source(), r.reason(), r.expiresAtMicros());
    }

    private static Counterparty placed(Counterparty c, CounterpartyEvent.OrderPlaced e, long atMicros) {
        Account account = c.account(e.command().account());
        WorkingOrder order = WorkingOrder.placed(e.command(), account, e.holdId(), e.hold());
        Rates rates = c.rates().ordered(Fingerprint.ofContent(e.command()), atMicros);
        return OrderBook.add(c.counted(rates, 1), order, e.underlying());
    }

    private static Counterparty amended(Counterparty c, CounterpartyEvent.OrderAmended e, long atMicros) {
        WorkingOrder old = c.order(e.command().clientOrderId());
        long ticks = e.command().priceTicks();
        WorkingOrder now = e.inForce() ? old.replaced(ticks, e.hold()) : old.replacing(ticks, e.hold());
        return OrderBook.replace(c.with(c.rates().modified(atMicros)), old, now);
    }

    private static Counterparty replaced(Counterparty c, CounterpartyEvent.OrderReplaced e, long atMicros) {
        WorkingOrder old = c.order(e.command().clientOrderId());
        WorkingOrder asked = old.becoming(e.command().newClientOrderId().isEmpty() ? old.clientOrderId()
                : e.command().newClientOrderId());
        WorkingOrder now = e.inForce() ? asked.replaced(e.priceTicks(), e.hold())
                : asked.replacing(e.priceTicks(), e.hold());
        return OrderBook.replace(c.with(c.rates().modified(atMicros)), old, now);
    }

    private static Counterparty massCancelled(Counterparty c, CounterpartyRequest.MassCancel request) {
        Counterparty next = c;
        for (WorkingOrder named : OrderBook.named(c, request)) {
            WorkingOrder order = next.order(named.clientOrderId());
            next = OrderBook.cancel(next, order, !order.away());
        }
        return next;
    }

    private static Counterparty quoted(Counterparty c, CounterpartyEvent.QuotesReplaced e, long atMicros) {
        boolean idle = Throttle.isIdleCancel(c, e);
        Rates rates = idle ? c.rates().idled(atMicros) : c.rates().submitted(atMicros);
        Counterparty next = c.counted(rates, e.holds().size());
        for (int i = 0; i < e.holds().size(); i++) {
            next = quote(next, e.command(), i, e.firstHoldId() + i, e.holds().get(i), e.underlyings().get(i));
        }
        return next;
    }

    /** The quote of a group in one instrument, as it stands after the i-th entry. */
    static Counterparty quote(Counterparty c, CounterpartyRequest.MassQuote request, int i, long holdId, Hold hold,
            String underlying) {
        CounterpartyRequest.Quote quote = request.quotes().get(i);
        String id = WorkingOrder.quoteId(request.group(), quote.instrument());
        return Quotes.quoted(c, id, hold.equals(Hold.NONE) ? null
                : WorkingOrder.quoted(id, request, c.account(request.account()), quote, holdId, hold), underlying);
    }

    private static Counterparty grouped(Counterparty c, CounterpartyEvent.GroupPlaced e, long atMicros) {
        List<CounterpartyRequest.NewOrder> orders = e.command().orders();
        Counterparty next = c.counted(c.rates().submitted(atMicros), orders.size());
        boolean pair = e.command().kind() == CounterpartyRequest.GroupKind.ONE_CANCELS_OTHER;
        for (int i = 0; i < orders.size(); i++) {
            Account account = c.account(orders.get(i).account());
            WorkingOrder order =
                    WorkingOrder.placed(orders.get(i), account, e.firstHoldId() + i, e.holds().get(i));
            if (pair) {
                Hold counted = i == 0 ? e.holds().get(0).max(e.holds().get(1)) : Hold.NONE;
                order = order.paired(orders.get(1 - i).clientOrderId(), counted);
            }
            next = OrderBook.add(next, order, e.underlyings().get(i));
        }
        return next;
    }

    private static Counterparty status(Counterparty c, CounterpartyFact.OrderStatusReport report) {
        WorkingOrder order = c.order(report.clientOrderId());
        WorkingOrder outgoing = Quotes.outgoing(c, report.clientOrderId(), order);
        return outgoing == null ? status(c, order, report.status())
                : Quotes.reported(c, outgoing, order, report.status());
    }

    private static Counterparty status(Counterparty c, WorkingOrder order, CounterpartyFact.OrderStatus status) {
        return switch (status) {
            case SENT -> OrderBook.kept(c, order.reported(WorkingOrder.State.SENT));
            case WORKING -> OrderBook.kept(c, order.reported(WorkingOrder.State.WORKING));
            case UNKNOWN -> OrderBook.kept(c, order.reported(WorkingOrder.State.UNKNOWN));
            case REPLACED -> order.replacing() ? OrderBook.goOn(c, order, order.replaced()) : c;
            case REPLACE_REJECTED -> order.replacing() ? OrderBook.goOn(c, order, order.replaceRejected()) : c;
            case CANCEL_REJECTED -> OrderBook.kept(c, order.cancelRejected());
            case CANCELLED, REJECTED, EXPIRED -> OrderBook.end(c, order);
        };
    }

    private static Counterparty withdrawing(Counterparty c, CounterpartyEvent.WithdrawalRequested e) {
        Money money = c.money().posted(e.entries()).flowed(-e.valueUsdMicros());
        return c.with(money.with(money.withdrawals().put(e.withdrawal(), e))).withSequence(c.sequence() + 1);
    }

    private static Counterparty withdrawn(Counterparty c, long withdrawal, List<Entry> entries, boolean failed) {
        CounterpartyEvent.WithdrawalRequested request = c.money().withdrawals().get(withdrawal);
        Money money = c.money().posted(entries).flowed(failed ? request.valueUsdMicros() : 0);
        return c.with(money.with(money.withdrawals().remove(withdrawal)));
    }

    private static Counterparty granted(Counterparty c, CounterpartyFact.AllowanceChanged fact) {
        String key = Allowance.key(fact.grant().scope(), fact.grant().measure());
        Allowance known = c.allowances().get(key);
        long used = Allowance.of(fact.grant()).usedBy(c);
        Allowance merged = known == null
                ? Allowance.of(fact.grant()).settled(used).demanding(used, 0)
                : known.merged(fact.grant(), used);
        return c.withAllowances(c.allowances().put(key, merged));
    }
}
