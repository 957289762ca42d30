package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.LiftRestriction;
import io.breakwater.domain.counterparty.CounterpartyRequest.Onboard;
import io.breakwater.domain.counterparty.CounterpartyRequest.OpenAccount;
import io.breakwater.domain.counterparty.CounterpartyRequest.Restrict;
import io.breakwater.domain.counterparty.CounterpartyRequest.SetLimit;
import io.breakwater.domain.counterparty.CounterpartyRequest.Withdraw;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.kernel.Unit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Requests about the counterparty itself, its accounts, limits, restrictions and money. */
final class AccountDecisions {

    /** Measures whose rules are built; a limit that nothing would check is refused rather than believed. */
    private static final Set<Measure> CHECKED = EnumSet.range(Measure.ORDER_SIZE, Measure.PREMIUM_PAID);
    /** Who is meant by an approval that lets all trade again who had traded unseen at one data center. */
    private static final String EVERYBODY = "counterparties";

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
            case Withdraw r -> outflow().withdraw(r);
            case CounterpartyRequest.MoveCollateral r -> outflow().move(r);
            case Restrict r -> restrict(r);
            case LiftRestriction r -> lift(r);
            case CounterpartyRequest.NewOrder r -> elsewhere(r);
            case CounterpartyRequest.Amend r -> elsewhere(r);
            case CounterpartyRequest.Replace r -> elsewhere(r);
            case CounterpartyRequest.Cancel r -> elsewhere(r);
            case CounterpartyRequest.MassCancel r -> elsewhere(r);
            case CounterpartyRequest.MassQuote r -> elsewhere(r);
            case CounterpartyRequest.OrderGroup r -> elsewhere(r);
            case CounterpartyRequest.Unresolved r -> elsewhere(r);
        };
    }

    private CollateralOut outflow() {
        return new CollateralOut(state, valuation, context);
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
        if (request.grants().size() > Counterparty.MAX_ALLOWANCES) {
            return tooMany(request, Counterparty.MAX_ALLOWANCES, request.grants().size());
        }
        for (Grant grant : request.grants()) {
            if (!grant.measure().isGranted()) {
                return refuse(request, Code.UNKNOWN_MEASURE, grant.measure().name());
            }
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
        if (!isChecked(request.limit(), account)) {
            return refuse(request, Code.UNKNOWN_MEASURE, request.limit().measure().name());
        }
        Limits limits = account == null ? state.profile().limits() : account.limits();
        return !limits.hasRoomFor(request.limit())
                ? tooMany(request, Limits.MAX_LIMITS, limits.set().size())
                : new CounterpartyEvent.LimitSet(request);
    }

    private static boolean isChecked(Limit limit, Account account) {
        boolean here = account == null || perAccount(limit.measure());
        boolean dimension = limit.dimension().isEmpty() || perDimension(limit.measure());
        return CHECKED.contains(limit.measure()) && here && dimension;
    }

    /** Measures that are counted for each instrument or underlying on its own; the others have no dimension. */
    private static boolean perDimension(Measure measure) {
        return switch (measure) {
            case ORDER_SIZE, ORDER_NOTIONAL, GROSS_POSITION, NET_POSITION, CONCENTRATION, DELTA, GAMMA, VEGA,
                    SHORT_OPTIONS -> true;
            case WORKING_ORDERS, SUBMIT_RATE, MODIFY_RATE, GROSS_NOTIONAL, INITIAL_MARGIN, LOSS, PREMIUM_PAID,
                    OPEN_INTEREST_SHARE, PLACE_EXPOSURE, COLLATERAL_CONCENTRATION, SETTLEMENT_EXPOSURE -> false;
        };
    }

    /**
     * Measures of one order, of one holding, or summed over holdings. Messages are counted, and money pooled, for all
     * accounts together.
     */
    private static boolean perAccount(Measure measure) {
        return perDimension(measure) || switch (measure) {
            case WORKING_ORDERS, GROSS_NOTIONAL, PREMIUM_PAID -> true;
            default -> false;
        };
    }

    private CounterpartyEvent restrict(Restrict request) {
        if (request.expiresAtMicros() <= context.nowMicros()) {
            return new CounterpartyEvent.RequestRefused(request, new CounterpartyRejection(Code.RESTRICTION_EXPIRED,
                    state.profile().scope(), context.nowMicros(), 0, request.expiresAtMicros(), Unit.MICROS, ""));
        }
        return !state.standing().hasRoom(context.nowMicros())
                ? tooMany(request, Standing.MAX_RESTRICTIONS, state.standing().restrictions().size())
                : new CounterpartyEvent.Restricted(request, nextId());
    }

    private CounterpartyEvent lift(LiftRestriction request) {
        Lift lift = request.lift();
        if (!state.standing().knows(lift.restriction())) {
            return refuse(request, Code.UNKNOWN_RESTRICTION, HexFormat.of().toHexDigits(lift.restriction()));
        }
        String scope = Standing.isUnseen(lift.restriction()) ? EVERYBODY : state.profile().scope();
        Lift.Flaw flaw = lift.flaw(scope, state.standing().restrictions().get(lift.restriction()), context);
        return flaw == null ? new CounterpartyEvent.RestrictionLifted(request)
                : new CounterpartyEvent.RequestRefused(request, new CounterpartyRejection(
                        Code.valueOf(flaw.fault().name()), state.profile().scope(), flaw.limit(), flaw.current(),
                        flaw.requested(), flaw.unit(), flaw.subject()));
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
