package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.Requirement;
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
        long after = after();
        if (after == Long.MAX_VALUE) {
            return c.refuse(Code.OVERFLOW);
        }
        long available = c.valuation.pool(c.account).available();
        boolean limited = !c.state.profile().limits().isEmpty() || !c.account.limits().isEmpty();
        if (after <= available && !limited && !c.isTraced()) {
            return null;
        }
        long before = c.valuation.initialUsdMicros(pool, view);
        CounterpartyRejection refused = c.ownCap(Code.MARGIN, Measure.INITIAL_MARGIN, available, before, after);
        return refused != null ? refused : capped(before, after);
    }

    private CounterpartyRejection capped(long before, long after) {
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
        long after = after();
        long bound = Valuation.plus(before, view.policy().margin().reducingRiseUsdMicros());
        if (after == Long.MAX_VALUE || after <= bound) {
            return null;
        }
        return c.ownCap(Code.REDUCTION_RAISES_MARGIN, Measure.INITIAL_MARGIN,
                c.valuation.pool(c.account).available(), before, after);
    }

    private ArrayBasis basis() {
        ArrayBasis basis = view.basis(c.order.instrument());
        return basis != null && basis.isKnown() ? basis : null;
    }

    /** Initial margin of the pool with the order; {@link Long#MAX_VALUE} when it does not fit. */
    private long after() {
        return c.account.mode() == MarginMode.PORTFOLIO && view.basis(c.order.instrument()) != null
                ? byArrays() : standard();
    }

    private long byArrays() {
        MarginBook book = c.valuation.books().get(c.account.id());
        ArrayBasis basis = basis();
        if (basis == null) {
            return Long.MAX_VALUE;
        }
        if (c.isTraced()) {
            explain(book.requirement(view), book.requirementAfter(basis, c.arraysChange(), view));
        }
        return Valuation.plus(c.valuation.initialBesides(pool, c.account.id(), view),
                book.initialAfter(basis, c.arraysChange(), view));
    }

    private void explain(Requirement was, Requirement is) {
        c.component("matrix", was.matrixUsdMicros(), is.matrixUsdMicros(), Unit.USD_MICROS);
        c.component("roll", was.rollUsdMicros(), is.rollUsdMicros(), Unit.USD_MICROS);
        c.component("delta_shock", was.deltaUsdMicros(), is.deltaUsdMicros(), Unit.USD_MICROS);
        c.component("open_orders", was.ordersUsdMicros(), is.ordersUsdMicros(), Unit.USD_MICROS);
        c.component("reserve", was.reserveUsdMicros(), is.reserveUsdMicros(), Unit.USD_MICROS);
        c.component("worst_cell", was.worstCell(), is.worstCell(), Unit.COUNT);
    }

    private long standard() {
        long before = c.valuation.initialUsdMicros(pool, view);
        return before == Long.MAX_VALUE ? before
                : Valuation.plus(before - initial(c.book.before()), initial(c.after));
    }

    private long initial(Holding holding) {
        return StandardMargin.of(c.quoted, holding.longestLots(), holding.shortestLots(), c.rates, view)
                .initialUsdMicros();
    }
}
