package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.kernel.Unit;

/**
 * The margin rule: what an order's account would need afterwards against what its pool has. In standard mode one
 * holding's share changes; in portfolio margin one vector is added and the worst cell looked for, whatever else the
 * account has.
 */
final class MarginCheck {

    private final OrderCheck c;
    private final MarketView view;
    private final String pool;

    MarginCheck(OrderCheck check) {
        c = check;
        view = check.context.view();
        pool = Pool.of(check.account);
    }

    CounterpartyRejection ofIncrease() {
        if (!c.valuation.isComplete()) {
            return c.refuse(Code.NO_ASSET_PRICE);
        }
        long age = c.context.nowMicros() - c.valuation.oldestMicros();
        long bound = view.policy().markMaxAgeMicros();
        if (age > bound) {
            return c.refuse(Code.STALE_MARK, bound, age, 0, Unit.MICROS);
        }
        long before = c.valuation.initialUsdMicros(pool, view);
        long after = after(before);
        if (after == Long.MAX_VALUE) {
            return c.refuse(Code.OVERFLOW);
        }
        CounterpartyRejection refused = c.ownCap(Code.MARGIN, Measure.INITIAL_MARGIN,
                c.valuation.pool(c.account).available(), before, after);
        return refused != null ? refused : capped(before, after);
    }

    private CounterpartyRejection capped(long before, long after) {
        boolean limited = !c.state.profile().limits().isEmpty() || !c.account.limits().isEmpty();
        if (!limited && !c.isTraced()) {
            return null;
        }
        long all = c.valuation.initialMarginUsdMicros(view);
        long others = all == Long.MAX_VALUE ? 0 : all - before;
        return c.caps(Code.MARGIN, Measure.INITIAL_MARGIN, "", Valuation.plus(others, before),
                Valuation.plus(others, after));
    }

    /** A reduction that would raise portfolio margin by more than the bound adds risk and is judged as what it is. */
    CounterpartyRejection ofReduction() {
        boolean judged = c.account.mode() == MarginMode.PORTFOLIO && c.valuation.isComplete() && basis() != null;
        if (!judged) {
            return null;
        }
        long before = c.valuation.initialUsdMicros(pool, view);
        long after = after(before);
        long bound = Valuation.plus(before, view.policy().margin().reducingRiseUsdMicros());
        if (after == Long.MAX_VALUE || after <= bound) {
            return null;
        }
        return c.ownCap(Code.REDUCTION_RAISES_MARGIN, Measure.INITIAL_MARGIN,
                c.valuation.pool(c.account).available(), before, after);
    }

    private ArrayBasis basis() {
        ArrayBasis basis = view.basis(c.order.instrument());
        return basis != null && basis.array().isKnown() ? basis : null;
    }

    private long after(long before) {
        return c.account.mode() == MarginMode.PORTFOLIO && view.basis(c.order.instrument()) != null
                ? byArrays(before) : standard(before);
    }

    private long byArrays(long before) {
        MarginBook book = c.valuation.books().get(c.account.id());
        ArrayBasis basis = basis();
        long now = basis == null ? Long.MAX_VALUE : book.initialAfter(basis, c.arraysChange(), view);
        long was = book.initial(view);
        return before == Long.MAX_VALUE || was == Long.MAX_VALUE ? Long.MAX_VALUE
                : Valuation.plus(before - was, now);
    }

    private long standard(long before) {
        long was = initial(c.book.before());
        return before == Long.MAX_VALUE ? before : Valuation.plus(before - was, initial(c.after));
    }

    private long initial(Holding holding) {
        return StandardMargin.of(c.quoted, holding.longestLots(), holding.shortestLots(), c.rates, view)
                .initialUsdMicros();
    }
}
