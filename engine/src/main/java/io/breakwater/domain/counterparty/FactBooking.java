package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Facts: booked, recognised as known, or put into suspense with a reason. Never refused: what has happened has
 * happened, whatever the limits say.
 */
final class FactBooking {

    private static final Decision<CounterpartyEvent> KNOWN =
            new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null));

    private static final String ANOTHER_SCALE = "the asset is kept at another scale";

    private final Counterparty state;
    private final Valuation valuation;
    private final Context context;

    FactBooking(Counterparty state, Valuation valuation, Context context) {
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    Decision<CounterpartyEvent> book(CounterpartyFact fact, RequestId id) {
        if (!state.profile().onboarded()) {
            return suspend(fact, "counterparty was never onboarded");
        }
        if (needsWindow(fact) && (state.window().isTooOld(id) || state.window().hasForgotten(id))) {
            return suspend(fact, "its request id is too old to tell whether it was booked before");
        }
        try {
            Decision<CounterpartyEvent> decision = booked(fact);
            if (decision instanceof Taken<CounterpartyEvent>(CounterpartyEvent event)) {
                // Applying must not fail later: a figure that does not fit shows here.
                Application.apply(state, event, id, context.nowMicros());
            }
            return decision;
        } catch (Overflow _) {
            return suspend(fact, "a figure does not fit");
        } catch (BoundExceeded _) {
            return suspend(fact, "the counterparty has too many balances");
        }
    }

    /** Facts that only their request id tells from a second one of the same kind. */
    private static boolean needsWindow(CounterpartyFact fact) {
        return switch (fact) {
            case CounterpartyFact.Deposit _, CounterpartyFact.Funding _, CounterpartyFact.Settlement _,
                    CounterpartyFact.Delivery _, CounterpartyFact.Adjustment _, CounterpartyFact.Loan _,
                    CounterpartyFact.PositionTransfer _, CounterpartyFact.Fill _, CounterpartyFact.Correction _ -> true;
            case CounterpartyFact.Bust _, CounterpartyFact.OrderStatusReport _, CounterpartyFact.WithdrawalProgress _,
                    CounterpartyFact.AllowanceChanged _, CounterpartyFact.Remarked _, CounterpartyFact.Throttled _,
                    CounterpartyFact.VenueSnapshot _ -> false;
        };
    }

    private Decision<CounterpartyEvent> booked(CounterpartyFact fact) {
        return switch (fact) {
            case CounterpartyFact.Fill f -> fill(f);
            case CounterpartyFact.Bust f -> bust(f);
            case CounterpartyFact.Correction f -> correct(f);
            case CounterpartyFact.OrderStatusReport f -> status(f);
            case CounterpartyFact.Deposit f -> deposit(f);
            case CounterpartyFact.WithdrawalProgress f -> progress(f);
            case CounterpartyFact.Funding f -> funding(f);
            case CounterpartyFact.Settlement f -> settle(f);
            case CounterpartyFact.Delivery f -> deliver(f);
            case CounterpartyFact.Adjustment f -> adjust(f);
            case CounterpartyFact.AllowanceChanged f -> allowance(f);
            case CounterpartyFact.Remarked f -> new Remarking(state, valuation, context).decide(f);
            case CounterpartyFact.Throttled f -> new Taken<>(new CounterpartyEvent.RequestsThrottled(f));
            case CounterpartyFact.VenueSnapshot f -> snapshot(f);
            case CounterpartyFact.Loan f -> loan(f);
            case CounterpartyFact.PositionTransfer f -> transfer(f);
        };
    }

    private Decision<CounterpartyEvent> fill(CounterpartyFact.Fill fill) {
        if (state.money().fills().find(fill.execution()) != null) {
            return KNOWN;
        }
        String doubt = doubt(fill.account(), fill.execution().instrument());
        if (doubt == null && fill.lots() <= 0) {
            doubt = "lots are not positive";
        }
        if (doubt == null && fill.feeMinor() != 0 && scaleOf(fill) < 0) {
            doubt = "scale of the fee's asset is not known";
        }
        return doubt != null ? suspend(fill, doubt) : new Taken<>(booking(fill));
    }

    private CounterpartyEvent.FillBooked booking(CounterpartyFact.Fill fill) {
        Quoted quoted = context.view().instrument(fill.execution().instrument());
        Terms terms = quoted.terms();
        boolean spot = terms.payoff() instanceof Payoff.Spot;
        int sign = fill.execution().side().sign();
        long cash = Exact.negate(Valuer.valueMinor(terms, sign * fill.lots(), fill.priceTicks()));
        WorkingOrder order = OrderBook.filledBy(state, fill);
        Counted counted = spot ? Counted.NOTHING : counted(quoted, fill, order);
        return new CounterpartyEvent.FillBooked(fill, order == null ? 0 : order.holdId(), spot ? 0 : cash,
                counted.notionalUsdMicros(), counted.deltaUsdMicros(), terms.underlying(), !spot,
                entries(fill, terms, spot ? cash : 0));
    }

    /** Fee and, for a spot trade, what was exchanged. */
    private List<Entry> entries(CounterpartyFact.Fill fill, Terms terms, long cash) {
        Account account = state.account(fill.account());
        List<Entry> entries = new ArrayList<>();
        if (terms.payoff() instanceof Payoff.Spot) {
            entries.addAll(exchange(account, terms, fill.execution().side().sign() * fill.lots(), cash));
        }
        if (fill.feeMinor() != 0) {
            entries.addAll(Ledger.move(BalanceKey.free(account, fill.feeAsset()),
                    BalanceKey.contra(BalanceKey.FEE, account, fill.feeAsset()), scaleOf(fill), fill.feeMinor()));
        }
        return List.copyOf(entries);
    }

    /** A spot trade: base against quote, both with the clearing account. */
    private static List<Entry> exchange(Account account, Terms terms, long signedLots, long cash) {
        Asset base = terms.base();
        Asset quote = terms.quote();
        List<Entry> entries = new ArrayList<>(Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, account, base.id()),
                BalanceKey.free(account, base.id()), base.scale(), Valuer.baseMinor(terms, signedLots)));
        entries.addAll(Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, account, quote.id()),
                BalanceKey.free(account, quote.id()), quote.scale(), cash));
        return entries;
    }

    /** What a fill adds to the reserve-time figures; the delta is signed. */
    private record Counted(long notionalUsdMicros, long deltaUsdMicros) {
        static final Counted NOTHING = new Counted(0, 0);
    }

    /**
     * What was filled of an order counts as its hold did, or less at a better price: the market may have moved since the
     * decision, and a fill within the leaves must not take a limit over its cap (I-04). The rest counts at its price.
     */
    private Counted counted(Quoted quoted, CounterpartyFact.Fill fill, WorkingOrder order) {
        Side side = fill.execution().side();
        long held = order == null ? 0 : Math.min(order.leaves(side), fill.lots());
        long beyond = notional(quoted, fill.lots() - held, fill.priceTicks());
        long delta = Exposure.deltaUsdMicros(quoted, beyond, side.sign());
        if (held == 0) {
            return new Counted(beyond, delta);
        }
        WorkingOrder rest = order.filled(side, held);
        long released = order.hold().notionalUsdMicros(side) - rest.hold().notionalUsdMicros(side);
        if (order.replacing()) {
            released = Math.min(released,
                    order.reserved().notionalUsdMicros(side) - rest.reserved().notionalUsdMicros(side));
        }
        long traded = Math.min(notional(quoted, held, fill.priceTicks()), released);
        long moved = order.hold().deltaUsdMicros(side) - rest.hold().deltaUsdMicros(side);
        return new Counted(Exact.add(traded, beyond), Exact.add(moved, delta));
    }

    /** 0 when no price is known: the position is booked all the same, and cannot be added to until there is one. */
    private long notional(Quoted quoted, long lots, long ticks) {
        if (lots == 0 || !Exposure.isMarked(quoted, context.view())) {
            return 0;
        }
        Asset asset = Exposure.notionalAsset(quoted.terms());
        UsdRate rate = asset == null ? null : UsdRate.of(context.view(), asset);
        return asset != null && rate == null
                ? 0 : Exposure.notionalUsdMicros(quoted, lots, ticks, rate, context.view());
    }

    /** As the ledger keeps it, else as the instrument's terms say; −1 when neither knows. */
    private int scaleOf(CounterpartyFact.Fill fill) {
        Integer known = state.money().ledger().scales().get(fill.feeAsset());
        if (known != null) {
            return known;
        }
        Terms terms = context.view().instrument(fill.execution().instrument()).terms();
        for (Asset asset : List.of(terms.settlement(), terms.quote(), terms.base())) {
            if (asset.id().equals(fill.feeAsset())) {
                return asset.scale();
            }
        }
        return -1;
    }

    private Decision<CounterpartyEvent> bust(CounterpartyFact.Bust bust) {
        BookedFill booked = state.money().fills().find(bust.execution());
        if (booked == null) {
            return suspend(bust, "the fill is not known");
        }
        return booked.undone() ? KNOWN
                : new Taken<>(new CounterpartyEvent.FillBusted(bust, Ledger.reversed(booked.event().entries())));
    }

    private Decision<CounterpartyEvent> correct(CounterpartyFact.Correction fact) {
        BookedFill booked = state.money().fills().find(fact.execution());
        if (booked == null || booked.undone() || fact.lots() <= 0) {
            return suspend(fact,
                    booked == null ? "the fill is not known" : "the fill was undone or the lots not positive");
        }
        CounterpartyFact.Fill old = booked.event().command();
        String doubt = doubt(old.account(), old.execution().instrument());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        CounterpartyFact.Fill now = new CounterpartyFact.Fill(old.execution(), old.account(), "", old.kind(),
                fact.priceTicks(), fact.lots(), fact.feeMinor(), old.feeAsset(), old.maker(), old.venueTimeMicros(),
                old.venueSequence());
        return new Taken<>(new CounterpartyEvent.FillCorrected(fact, booking(now),
                Ledger.reversed(booked.event().entries())));
    }

    private Decision<CounterpartyEvent> status(CounterpartyFact.OrderStatusReport report) {
        return state.order(report.clientOrderId()) == null
                ? KNOWN
                : new Taken<>(new CounterpartyEvent.OrderStatusBooked(report));
    }

    private Decision<CounterpartyEvent> deposit(CounterpartyFact.Deposit fact) {
        String doubt = doubt(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null || fact.amountMinor() <= 0) {
            return suspend(fact, doubt != null ? doubt : "the amount is not positive");
        }
        Account account = state.account(fact.account());
        UsdRate rate = UsdRate.of(context.view(), fact.asset(), fact.assetScale());
        long worth = rate == null ? 0 : rate.micros(fact.amountMinor(), Rounding.CEILING);
        return new Taken<>(new CounterpartyEvent.Deposited(fact, worth, Ledger.move(
                BalanceKey.contra(BalanceKey.EXTERNAL, account, fact.asset()),
                BalanceKey.free(account, fact.asset()), fact.assetScale(), fact.amountMinor())));
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

    private Decision<CounterpartyEvent> funding(CounterpartyFact.Funding fact) {
        String doubt = doubt(fact.account(), fact.instrument());
        return doubt != null ? suspend(fact, doubt) : new Taken<>(new CounterpartyEvent.FundingApplied(fact,
                paid(fact.account(), fact.instrument(), fact.amountMinor())));
    }

    private Decision<CounterpartyEvent> settle(CounterpartyFact.Settlement fact) {
        String doubt = doubt(fact.account(), fact.instrument());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Position position = state.account(fact.account()).holding(fact.instrument()).position();
        Terms terms = context.view().instrument(fact.instrument()).terms();
        long value = Valuer.valueMinor(terms, position.lots(), fact.priceTicks());
        long realised = Exact.add(position.cashFlowMinor(), value);
        return new Taken<>(new CounterpartyEvent.SessionSettled(fact, realised, Exact.negate(value),
                paid(fact.account(), fact.instrument(), realised)));
    }

    private Decision<CounterpartyEvent> deliver(CounterpartyFact.Delivery fact) {
        String doubt = doubt(fact.account(), fact.instrument());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Position position = state.account(fact.account()).holding(fact.instrument()).position();
        Terms terms = context.view().instrument(fact.instrument()).terms();
        long realised = Exact.add(position.cashFlowMinor(),
                Valuer.valueMinor(terms, position.lots(), fact.priceTicks()));
        return new Taken<>(new CounterpartyEvent.Delivered(fact, realised,
                paid(fact.account(), fact.instrument(), realised)));
    }

    /** From the clearing account to the account, or back when it is negative. */
    private List<Entry> paid(String account, long instrument, long amountMinor) {
        if (amountMinor == 0) {
            return List.of();
        }
        Asset asset = context.view().instrument(instrument).terms().settlement();
        Account owner = state.account(account);
        return Ledger.move(BalanceKey.contra(BalanceKey.CLEARING, owner, asset.id()),
                BalanceKey.free(owner, asset.id()), asset.scale(), amountMinor);
    }

    private Decision<CounterpartyEvent> adjust(CounterpartyFact.Adjustment fact) {
        String doubt = doubt(fact.account(), fact.asset(), fact.assetScale());
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Account account = state.account(fact.account());
        return new Taken<>(new CounterpartyEvent.BalanceAdjusted(fact, Ledger.move(
                BalanceKey.contra(BalanceKey.SUSPENSE, account, fact.asset()),
                BalanceKey.free(account, fact.asset()), fact.assetScale(), fact.amountMinor())));
    }

    private Decision<CounterpartyEvent> allowance(CounterpartyFact.AllowanceChanged fact) {
        if (!Allowance.isShared(fact.grant().measure())) {
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
        String doubt = doubt(fact.account(), fact.instrument());
        return doubt != null ? suspend(fact, doubt) : new Taken<>(new CounterpartyEvent.VenueSnapshotCompared(fact,
                state.account(fact.account()).holding(fact.instrument()).position().lots()));
    }

    private Decision<CounterpartyEvent> loan(CounterpartyFact.Loan fact) {
        String doubt = doubt(fact.account(), fact.asset(), fact.assetScale());
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
        String doubt = doubt(fact.from(), fact.instrument());
        doubt = doubt != null ? doubt : doubt(fact.to(), fact.instrument());
        if (doubt == null && (fact.lots() == 0 || fact.from().equals(fact.to()))) {
            doubt = "no lots to move";
        }
        if (doubt != null) {
            return suspend(fact, doubt);
        }
        Quoted quoted = context.view().instrument(fact.instrument());
        long cash = Exact.negate(Valuer.valueMinor(quoted.terms(), fact.lots(), fact.priceTicks()));
        long notional = notional(quoted, Exact.abs(fact.lots()), fact.priceTicks());
        return new Taken<>(new CounterpartyEvent.PositionTransferred(fact, cash, notional,
                Exposure.deltaUsdMicros(quoted, notional, Long.signum(fact.lots())), quoted.terms().underlying()));
    }

    /** Why the fact cannot be matched; null when it can. */
    private String doubt(String account, long instrument) {
        Account owner = state.account(account);
        Quoted quoted = context.view().instrument(instrument);
        if (owner == null || quoted == null) {
            return owner == null ? "account is not known" : "instrument is not known";
        }
        boolean full = owner.holdings().size() >= Account.MAX_HOLDINGS && !owner.holdings().containsKey(instrument);
        return full ? "the account holds too many instruments" : doubt(quoted.terms());
    }

    private String doubt(Terms terms) {
        boolean spot = terms.payoff() instanceof Payoff.Spot;
        for (Asset asset : spot ? List.of(terms.base(), terms.quote()) : List.of(terms.settlement())) {
            if (!state.money().ledger().accepts(asset.id(), asset.scale())) {
                return ANOTHER_SCALE;
            }
        }
        return null;
    }

    private String doubt(String account, String asset, int scale) {
        if (state.account(account) == null) {
            return "account is not known";
        }
        return state.money().ledger().accepts(asset, scale) ? null : ANOTHER_SCALE;
    }

    private static Decision<CounterpartyEvent> suspend(CounterpartyFact fact, String reason) {
        return new Taken<>(new CounterpartyEvent.FactSuspended(fact, reason));
    }
}
