package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.BoundExceeded;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Answered;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Rounding;
import java.util.List;

/**
 * Facts: booked, recognised as known, or put into suspense with a reason. Never refused: what has happened has
 * happened, whatever the limits say.
 */
final class FactBooking {

    static final Decision<CounterpartyEvent> KNOWN = new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null));

    private final Counterparty state;
    private final Valued valued;
    private final Context context;
    private final Doubts doubts;
    private final FillBooking fills;
    private final LegsBooking legs;
    private final FillsForOthers others;
    private final SettlementBooking settling;

    FactBooking(Valued valued, Context context) {
        this.state = valued.counterparty();
        this.valued = valued;
        this.context = context;
        this.doubts = new Doubts(state, context.view());
        this.fills = new FillBooking(state, context.view(), doubts);
        this.legs = new LegsBooking(state, context.view(), doubts, fills);
        this.others = new FillsForOthers(state, context, fills);
        this.settling = new SettlementBooking(state, context.view(), doubts);
    }

    Decision<CounterpartyEvent> book(CounterpartyFact fact, RequestId id) {
        if (!state.profile().onboarded() && !FactTraits.holdBeforeOnboarding(fact)) {
            return FactTraits.areOwn(fact) ? KNOWN : suspend(fact, "counterparty was never onboarded");
        }
        if (FactTraits.needWindow(fact) && (state.window().isTooOld(id) || state.window().hasForgotten(id))) {
            return suspend(fact, "its request id is too old to tell whether it was booked before");
        }
        try {
            Decision<CounterpartyEvent> decision = booked(fact);
            if (decision instanceof Taken<CounterpartyEvent>(CounterpartyEvent event)) {
                // Applying must not fail later: a figure that does not fit shows here.
                Application.booked(state, event, context.nowMicros());
            }
            return decision;
        } catch (Overflow _) {
            return suspend(fact, "a figure does not fit");
        } catch (BoundExceeded _) {
            return suspend(fact, "the counterparty has too many balances");
        }
    }

    private Decision<CounterpartyEvent> booked(CounterpartyFact fact) {
        return switch (fact) {
            case CounterpartyFact.Fill f -> fills.fill(f);
            case CounterpartyFact.FillFor f -> others.told(f);
            case CounterpartyFact.FilledElsewhere f -> others.takenOver(f);
            case CounterpartyFact.FillSettled f -> others.handedOver(f);
            case CounterpartyFact.Bust f when others.has(f.execution()) -> others.belongsThere(f);
            case CounterpartyFact.Correction f when others.has(f.execution()) -> others.belongsThere(f);
            case CounterpartyFact.LegsCorrection f when others.has(f.execution()) -> others.belongsThere(f);
            case CounterpartyFact.Bust f -> legs.isLegs(f.execution()) ? legs.bust(f) : fills.bust(f);
            case CounterpartyFact.Correction f -> legs.isLegs(f.execution())
                    ? suspend(f, "the fill was booked by its legs") : fills.correct(f);
            case CounterpartyFact.LegsFill f -> legs.fill(f);
            case CounterpartyFact.LegsCorrection f -> legs.correct(f);
            case CounterpartyFact.OrderStatusReport f -> status(f);
            case CounterpartyFact.Deposit f -> deposit(f);
            case CounterpartyFact.CollateralSent f -> receive(f);
            case CounterpartyFact.WithdrawalProgress f -> progress(f);
            case CounterpartyFact.Funding f -> settling.funding(f);
            case CounterpartyFact.Settlement f -> settling.settle(f);
            case CounterpartyFact.Delivery f -> settling.deliver(f);
            case CounterpartyFact.Adjustment f -> adjust(f);
            case CounterpartyFact.AllowanceChanged f -> allowance(f);
            case CounterpartyFact.Remarked f -> new Remarking(state, valued.valuation(), context).decide(f);
            case CounterpartyFact.Throttled f -> new Taken<>(new CounterpartyEvent.RequestsThrottled(f));
            case CounterpartyFact.VenueSnapshot f -> snapshot(f);
            case CounterpartyFact.VenueStatement f -> stated(f);
            case CounterpartyFact.Loan f -> loan(f);
            case CounterpartyFact.PositionTransfer f -> transfer(f);
            case CounterpartyFact.FundingDue f -> settling.fund(f);
            case CounterpartyFact.RestrictedElsewhere f -> state.standing().knows(f.restriction().id()) ? KNOWN
                    : new Taken<>(new CounterpartyEvent.RestrictedByPeer(f));
            case CounterpartyFact.LiftedElsewhere f -> state.standing().isLiftedAhead(f.lift().restriction()) ? KNOWN
                    : new Taken<>(new CounterpartyEvent.LiftedByPeer(f));
        };
    }

    private Decision<CounterpartyEvent> status(CounterpartyFact.OrderStatusReport report) {
        return Quotes.either(state, report.clientOrderId()) == null
                ? KNOWN
                : new Taken<>(new CounterpartyEvent.OrderStatusBooked(report));
    }

    private Decision<CounterpartyEvent> deposit(CounterpartyFact.Deposit fact) {
        String doubt = doubts.of(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null || fact.amountMinor() <= 0) {
            return suspend(fact, doubt != null ? doubt : "the amount is not positive");
        }
        Account account = state.account(fact.account());
        long worth = worth(fact.asset(), fact.assetScale(), fact.amountMinor());
        return new Taken<>(new CounterpartyEvent.Deposited(fact, worth, Ledger.move(
                BalanceKey.contra(BalanceKey.EXTERNAL, account, fact.asset()),
                BalanceKey.free(account, fact.asset()), fact.assetScale(), fact.amountMinor())));
    }

    private long worth(String asset, int scale, long amountMinor) {
        UsdRate rate = UsdRate.of(context.view(), asset, scale);
        return rate == null ? CounterpartyEvent.Deposited.UNPRICED : rate.micros(amountMinor, Rounding.CEILING);
    }

    /** What of the total is not here yet. */
    private Decision<CounterpartyEvent> receive(CounterpartyFact.CollateralSent fact) {
        if (fact.to() != context.origin().dataCenter()) {
            return KNOWN;
        }
        String doubt = doubts.of(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        BalanceKey received = MovedCollateral.received(account, fact.asset(), fact.from());
        long amount = Exact.add(fact.totalMinor(), state.money().ledger().balance(received));
        return amount <= 0 ? KNOWN : new Taken<>(new CounterpartyEvent.CollateralReceived(fact, amount,
                worth(fact.asset(), fact.assetScale(), amount),
                Ledger.move(received, BalanceKey.free(account, fact.asset()), fact.assetScale(), amount)));
    }

    private Decision<CounterpartyEvent> progress(CounterpartyFact.WithdrawalProgress fact) {
        CounterpartyEvent.WithdrawalRequested request = state.money().withdrawals().get(fact.withdrawal());
        if (request == null) {
            return suspend(fact, "no such withdrawal is under way");
        }
        Account account = state.account(request.command().account());
        String asset = request.command().asset();
        BalanceKey out = new BalanceKey(account.id(), asset, account.place(), BalanceKey.Bucket.PENDING_OUT);
        long amount = request.command().amountMinor();
        int scale = request.command().assetScale();
        return new Taken<>(switch (fact.progress()) {
            case SENT -> new CounterpartyEvent.WithdrawalSent(fact);
            case CONFIRMED -> new CounterpartyEvent.WithdrawalConfirmed(fact,
                    Ledger.move(out, BalanceKey.contra(BalanceKey.EXTERNAL, account, asset), scale, amount));
            case FAILED -> new CounterpartyEvent.WithdrawalFailed(fact,
                    Ledger.move(out, BalanceKey.free(account, asset), scale, amount));
        });
    }

    private Decision<CounterpartyEvent> adjust(CounterpartyFact.Adjustment fact) {
        String doubt = doubts.of(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        return new Taken<>(new CounterpartyEvent.BalanceAdjusted(fact, Ledger.move(
                BalanceKey.contra(BalanceKey.SUSPENSE, account, fact.asset()),
                BalanceKey.free(account, fact.asset()), fact.assetScale(), fact.amountMinor())));
    }

    private Decision<CounterpartyEvent> allowance(CounterpartyFact.AllowanceChanged fact) {
        if (!fact.grant().measure().isGranted()) {
            return suspend(fact, "the measure is not shared out");
        }
        Allowance known = state.allowances().get(Allowance.key(fact.grant().scope(), fact.grant().measure()));
        boolean news = known == null || fact.grant().granted() > known.granted()
                || fact.grant().recalled() > known.recalled();
        if (known == null && state.allowances().size() >= Counterparty.MAX_ALLOWANCES) {
            return suspend(fact, "there are too many caps above it");
        }
        return news ? new Taken<>(new CounterpartyEvent.AllowanceReceived(fact)) : KNOWN;
    }

    private Decision<CounterpartyEvent> snapshot(CounterpartyFact.VenueSnapshot fact) {
        String doubt = doubts.of(fact.account(), fact.instrument());
        return doubt != null ? suspend(fact, doubt) : new Taken<>(new CounterpartyEvent.VenueSnapshotCompared(fact,
                state.account(fact.account()).lots(fact.instrument())));
    }

    private Decision<CounterpartyEvent> stated(CounterpartyFact.VenueStatement fact) {
        if (state.account(fact.account()) == null) {
            return suspend(fact, "account is not known");
        }
        return state.money().reconciled().isNews(fact)
                ? new Taken<>(StatementComparison.of(state, fact)) : KNOWN;
    }

    private Decision<CounterpartyEvent> loan(CounterpartyFact.Loan fact) {
        String doubt = doubts.of(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        BalanceKey owed = new BalanceKey(account.id(), fact.asset(), account.place(), BalanceKey.Bucket.BORROWED);
        List<Entry> entries = Ledger.move(owed, BalanceKey.free(account, fact.asset()),
                fact.assetScale(), fact.amountMinor());
        return new Taken<>(fact.amountMinor() > 0
                ? new CounterpartyEvent.LoanOpened(fact, entries)
                : new CounterpartyEvent.LoanClosed(fact, entries));
    }

    private Decision<CounterpartyEvent> transfer(CounterpartyFact.PositionTransfer fact) {
        String doubt = doubts.of(fact.from(), fact.instrument());
        doubt = doubt != null ? doubt : doubts.of(fact.to(), fact.instrument());
        if (doubt == null && (fact.lots() == 0 || fact.from().equals(fact.to()))) {
            doubt = "no lots to move";
        }
        doubt = doubt == null ? beyond(fact) : doubt;
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Quoted quoted = context.view().instrument(fact.instrument());
        long cash = Exact.negate(Valuer.valueMinor(quoted.terms(), fact.lots(), fact.priceTicks()));
        long notional = fills.notional(quoted, Exact.abs(fact.lots()), fact.priceTicks());
        Counted counted = new Counted(notional, fills.greeks(quoted, notional, fact.lots()),
                fills.premium(quoted, Exact.abs(fact.lots()), fact.priceTicks()));
        return new Taken<>(new CounterpartyEvent.PositionTransferred(fact, cash, counted,
                ShortLots.of(quoted, context.view()), quoted.terms().underlying()));
    }

    /** What moves from a long or a short position does not turn it; null where it does not. */
    private String beyond(CounterpartyFact.PositionTransfer fact) {
        Account from = state.account(fact.from());
        PositionSide side = fact.lots() > 0 ? PositionSide.LONG : PositionSide.SHORT;
        long held = from.holding(PositionKey.of(fact.instrument(), side)).position().lots();
        boolean turns = Long.signum(held) != Long.signum(fact.lots()) || Exact.abs(held) < Exact.abs(fact.lots());
        return from.isHedged() && turns ? "the side holds less than is moved" : null;
    }

    static Decision<CounterpartyEvent> suspend(CounterpartyFact fact, String reason) {
        return new Taken<>(new CounterpartyEvent.FactSuspended(fact, reason));
    }
}
