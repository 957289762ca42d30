package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.LiftRestriction;
import io.breakwater.domain.counterparty.CounterpartyRequest.Onboard;
import io.breakwater.domain.counterparty.CounterpartyRequest.OpenAccount;
import io.breakwater.domain.counterparty.CounterpartyRequest.Restrict;
import io.breakwater.domain.counterparty.CounterpartyRequest.SetLimit;
import io.breakwater.domain.counterparty.CounterpartyRequest.Withdraw;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Requests about the counterparty itself, its accounts, limits, restrictions and money. */
final class AccountDecisions {

    /** Measures whose rules are built; a limit that nothing would check is refused rather than believed. */
    private static final Set<Measure> CHECKED = EnumSet.range(Measure.ORDER_SIZE, Measure.LOSS);

    private final Counterparty state;
    private final Valuation valuation;
    private final Context context;

    AccountDecisions(Counterparty state, Valuation valuation, Context context) {
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    CounterpartyEvent decide(CounterpartyRequest request) {
        return switch (request) {
            case Onboard r -> onboard(r);
            case OpenAccount r -> open(r);
            case SetLimit r -> limit(r);
            case Withdraw r -> withdraw(r);
            case Restrict r -> restrict(r);
            case LiftRestriction r -> lift(r);
            case CounterpartyRequest.NewOrder r -> elsewhere(r);
            case CounterpartyRequest.Amend r -> elsewhere(r);
            case CounterpartyRequest.Cancel r -> elsewhere(r);
            case CounterpartyRequest.MassCancel r -> elsewhere(r);
            case CounterpartyRequest.MassQuote r -> elsewhere(r);
            case CounterpartyRequest.OrderGroup r -> elsewhere(r);
            case CounterpartyRequest.Unresolved r -> elsewhere(r);
        };
    }

    private static CounterpartyEvent elsewhere(CounterpartyRequest request) {
        throw new IllegalArgumentException("not about an account: " + request.getClass().getSimpleName());
    }

    private CounterpartyEvent onboard(Onboard request) {
        if (state.profile().onboarded()) {
            return refuse(request, Code.COUNTERPARTY_EXISTS, state.profile().id());
        }
        if (request.accounts().size() > Counterparty.MAX_ACCOUNTS) {
            return tooMany(request, Counterparty.MAX_ACCOUNTS, request.accounts().size());
        }
        long distinct = request.accounts().stream().map(OpenAccount::account).distinct().count();
        return distinct < request.accounts().size()
                ? refuse(request, Code.ACCOUNT_EXISTS, "")
                : new CounterpartyEvent.CounterpartyOnboarded(request);
    }

    private CounterpartyEvent open(OpenAccount request) {
        if (state.account(request.account()) != null) {
            return refuse(request, Code.ACCOUNT_EXISTS, request.account());
        }
        return state.accounts().size() >= Counterparty.MAX_ACCOUNTS
                ? tooMany(request, Counterparty.MAX_ACCOUNTS, state.accounts().size())
                : new CounterpartyEvent.AccountOpened(request);
    }

    private CounterpartyEvent limit(SetLimit request) {
        Account account = request.account().isEmpty() ? null : state.account(request.account());
        if (account == null && !request.account().isEmpty()) {
            return refuse(request, Code.UNKNOWN_ACCOUNT, request.account());
        }
        if (!CHECKED.contains(request.limit().measure()) || account != null && !perAccount(request.limit().measure())) {
            return refuse(request, Code.UNKNOWN_MEASURE, request.limit().measure().name());
        }
        Limits limits = account == null ? state.profile().limits() : account.limits();
        return limits.set().size() >= Limits.MAX_LIMITS
                ? tooMany(request, Limits.MAX_LIMITS, limits.set().size())
                : new CounterpartyEvent.LimitSet(request);
    }

    /** Measures that are counted for one order or one holding; the others are of all accounts together. */
    private static boolean perAccount(Measure measure) {
        return switch (measure) {
            case ORDER_SIZE, ORDER_NOTIONAL, GROSS_POSITION, NET_POSITION, CONCENTRATION -> true;
            case WORKING_ORDERS, SUBMIT_RATE, MODIFY_RATE, GROSS_NOTIONAL, DELTA, INITIAL_MARGIN, LOSS, GAMMA, VEGA,
                    SHORT_OPTIONS, PREMIUM_PAID, OPEN_INTEREST_SHARE, PLACE_EXPOSURE, COLLATERAL_CONCENTRATION,
                    SETTLEMENT_EXPOSURE -> false;
        };
    }

    private CounterpartyEvent withdraw(Withdraw request) {
        Account account = state.account(request.account());
        if (account == null) {
            return refuse(request, Code.UNKNOWN_ACCOUNT, request.account());
        }
        if (!account.permissions().withdraw()) {
            return refuse(request, Code.NOT_PERMITTED, request.account());
        }
        if (state.standing().stateAt(context.nowMicros()) == TradingState.HALTED) {
            return refuse(request, Code.HALTED, request.account());
        }
        if (request.amountMinor() <= 0) {
            return refuse(request, Code.NOT_POSITIVE, request.asset());
        }
        if (state.money().withdrawals().size() >= Money.MAX_WITHDRAWALS) {
            return tooMany(request, Money.MAX_WITHDRAWALS, state.money().withdrawals().size());
        }
        return funded(request, account);
    }

    /** The balance is there, and what stays covers the margin. */
    private CounterpartyEvent funded(Withdraw request, Account account) {
        BalanceKey free = BalanceKey.free(account, request.asset());
        long balance = state.money().ledger().balance(free);
        Integer scale = state.money().ledger().scales().get(request.asset());
        if (scale != null && scale != request.assetScale()) {
            return refuse(request, Code.ASSET_SCALE, request.asset());
        }
        if (balance < request.amountMinor()) {
            return new CounterpartyEvent.RequestRefused(request, new CounterpartyRejection(Code.INSUFFICIENT_FUNDS,
                    state.profile().scope(), balance, balance, request.amountMinor(), Unit.ASSET_MINOR,
                    request.asset()));
        }
        UsdRate rate = UsdRate.of(context.view(), request.asset(), request.assetScale());
        if (rate == null || !valuation.unpriced().isEmpty()) {
            return refuse(request, Code.NO_ASSET_PRICE, request.asset());
        }
        long worth = rate.micros(request.amountMinor(), Rounding.CEILING);
        long left = Exact.subtract(valuation.availableUsdMicros(), worth);
        if (left < valuation.initialMarginUsdMicros()) {
            return new CounterpartyEvent.RequestRefused(request, CounterpartyRejection.exceeds(Code.MARGIN,
                    state.profile().scope(), Measure.INITIAL_MARGIN, valuation.availableUsdMicros(),
                    valuation.initialMarginUsdMicros(), worth, request.asset()));
        }
        BalanceKey out = new BalanceKey(account.id(), request.asset(), account.place(), BalanceKey.Bucket.PENDING_OUT);
        List<Entry> entries = Ledger.move(free, out, request.amountMinor());
        return new CounterpartyEvent.WithdrawalRequested(request, nextId(), worth, entries);
    }

    private CounterpartyEvent restrict(Restrict request) {
        return state.standing().restrictions().size() >= Standing.MAX_RESTRICTIONS
                ? tooMany(request, Standing.MAX_RESTRICTIONS, state.standing().restrictions().size())
                : new CounterpartyEvent.Restricted(request, nextId());
    }

    private CounterpartyEvent lift(LiftRestriction request) {
        return state.standing().restrictions().containsKey(request.restriction())
                ? new CounterpartyEvent.RestrictionLifted(request)
                : refuse(request, Code.UNKNOWN_RESTRICTION, Long.toString(request.restriction()));
    }

    private long nextId() {
        return context.origin().id(state.sequence() + 1);
    }

    private CounterpartyEvent tooMany(CounterpartyRequest request, long limit, long current) {
        return new CounterpartyEvent.RequestRefused(request, new CounterpartyRejection(Code.TOO_MANY,
                state.profile().scope(), limit, current, current + 1, Unit.COUNT, ""));
    }

    private static CounterpartyEvent refuse(CounterpartyRequest request, Code code, String subject) {
        return new CounterpartyEvent.RequestRefused(request, CounterpartyRejection.of(code, subject));
    }
}
