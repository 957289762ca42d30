package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.MoveCollateral;
import io.breakwater.domain.counterparty.CounterpartyRequest.Withdraw;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Unit;
import java.util.List;

/**
 * Collateral that leaves an account: to the outside, which is for home alone, or to the same account in another data
 * center, from home or to it. Either way it has to be there, and what stays has to cover the margin.
 */
final class CollateralOut {

    private final Counterparty state;
    private final Valuation valuation;
    private final Context context;

    CollateralOut(Counterparty state, Valuation valuation, Context context) {
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    /** An amount that is to leave, and the balance that it goes to. */
    private record Outflow(Account account, String asset, int scale, long amountMinor, BalanceKey to) {}

    CounterpartyEvent withdraw(Withdraw request) {
        Account account = state.account(request.account());
        if (account == null) {
            return refuse(request, Code.UNKNOWN_ACCOUNT, request.account());
        }
        if (!isHome(here())) {
            return refuse(request, Code.NOT_AT_HOME, request.account());
        }
        if (!account.permissions().withdraw()) {
            return refuse(request, Code.NOT_PERMITTED, request.account());
        }
        if (OrderRules.widerState(state, context) == TradingState.HALTED) {
            return refuse(request, Code.HALTED, request.account());
        }
        if (request.amountMinor() <= 0) {
            return refuse(request, Code.NOT_POSITIVE, request.asset());
        }
        if (state.money().withdrawals().size() >= Money.MAX_WITHDRAWALS) {
            return refuse(request, tooMany(Money.MAX_WITHDRAWALS, state.money().withdrawals().size()));
        }
        Outflow out = new Outflow(account, request.asset(), request.assetScale(), request.amountMinor(),
                new BalanceKey(account.id(), request.asset(), account.place(), BalanceKey.Bucket.PENDING_OUT));
        CounterpartyRejection refused = refusal(out);
        return refused != null ? refuse(request, refused)
                : new CounterpartyEvent.WithdrawalRequested(request, context.origin().id(state.sequence() + 1),
                        worth(out), moved(out));
    }

    /** Nothing moves while it is held back here: what a restore or a fence has left in doubt is compared first. */
    CounterpartyEvent move(MoveCollateral request) {
        Account account = state.account(request.account());
        if (account == null) {
            return refuse(request, Code.UNKNOWN_ACCOUNT, request.account());
        }
        if (request.to() == here() || !isHome(here()) && !isHome(request.to())) {
            return refuse(request, Code.NOT_AT_HOME, request.account());
        }
        TradingState held = OrderRules.widerState(state, context);
        if (held != TradingState.ACTIVE) {
            return refuse(request, held == TradingState.HALTED ? Code.HALTED : Code.REDUCING, request.account());
        }
        if (request.amountMinor() <= 0) {
            return refuse(request, Code.NOT_POSITIVE, request.asset());
        }
        Outflow out = new Outflow(account, request.asset(), request.assetScale(), request.amountMinor(),
                MovedCollateral.sent(account, request.asset(), request.to()));
        CounterpartyRejection refused = refusal(out);
        return refused != null ? refuse(request, refused)
                : new CounterpartyEvent.CollateralMoved(request, here(),
                        Exact.add(state.money().ledger().balance(out.to()), out.amountMinor()), worth(out),
                        moved(out));
    }

    /** Applying must not fail later: a sum that does not fit shows here. @throws io.breakwater.kernel.Overflow then */
    private List<Entry> moved(Outflow out) {
        List<Entry> entries = Ledger.move(
                BalanceKey.free(out.account(), out.asset()), out.to(), out.scale(), out.amountMinor());
        state.money().posted(entries).flowed(-worth(out));
        return entries;
    }

    private int here() {
        return context.origin().dataCenter();
    }

    private boolean isHome(int dataCenter) {
        return state.profile().homeDataCenter() == dataCenter;
    }

    /** Null when the balance is there, and what stays covers the margin. */
    private CounterpartyRejection refusal(Outflow out) {
        Ledger ledger = state.money().ledger();
        if (!ledger.accepts(out.asset(), out.scale())) {
            return CounterpartyRejection.of(Code.ASSET_SCALE, out.asset());
        }
        long balance = ledger.balance(BalanceKey.free(out.account(), out.asset()));
        if (balance < out.amountMinor()) {
            return new CounterpartyRejection(Code.INSUFFICIENT_FUNDS, state.profile().scope(), balance, balance,
                    out.amountMinor(), Unit.ASSET_MINOR, out.asset());
        }
        if (!ledger.hasRoomFor(out.to())) {
            return tooMany(Ledger.MAX_BALANCES, ledger.balances().size());
        }
        return rate(out) == null || !valuation.isComplete()
                ? CounterpartyRejection.of(Code.NO_ASSET_PRICE, out.asset()) : uncovered(out);
    }

    /** Null where nobody knows a price of the asset. */
    private UsdRate rate(Outflow out) {
        return UsdRate.of(context.view(), out.asset(), out.scale());
    }

    private long worth(Outflow out) {
        return rate(out).micros(out.amountMinor(), Rounding.CEILING);
    }

    /** Null when what stays covers the margin, at marks that are fresh. */
    private CounterpartyRejection uncovered(Outflow out) {
        long age = context.nowMicros() - valuation.oldestMicros();
        long bound = context.view().policy().markMaxAgeMicros();
        if (age > bound) {
            return new CounterpartyRejection(Code.STALE_MARK, state.profile().scope(), bound, age, 0, Unit.MICROS,
                    out.asset());
        }
        long worth = worth(out);
        long available = valuation.pool(out.account()).available();
        long left = Exact.subtract(available, worth);
        long margin = valuation.initialUsdMicros(Pool.of(out.account()), context.view());
        return left >= margin ? null
                : CounterpartyRejection.exceeds(Code.MARGIN, state.profile().scope(), Measure.INITIAL_MARGIN,
                        available, margin, Valuation.plus(margin, worth), out.asset());
    }

    private CounterpartyRejection tooMany(long limit, long current) {
        return new CounterpartyRejection(Code.TOO_MANY, state.profile().scope(), limit, current, current + 1,
                Unit.COUNT, "");
    }

    private static CounterpartyEvent refuse(CounterpartyRequest request, Code code, String subject) {
        return refuse(request, CounterpartyRejection.of(code, subject));
    }

    private static CounterpartyEvent refuse(CounterpartyRequest request, CounterpartyRejection rejection) {
        return new CounterpartyEvent.RequestRefused(request, rejection);
    }
}
