package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.OrderType;
import io.breakwater.domain.counterparty.CounterpartyRequest.TimeInForce;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.PortfolioMargin;
import io.breakwater.domain.risk.Requirement;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.kernel.Exact;
import java.util.List;
import java.util.Optional;

/** What margin would be with more positions and orders. Decides nothing, records nothing, and asks no other rule. */
public final class MarginSimulation {

    private MarginSimulation() {}

    /** @param lots signed; taken on at the mark */
    public record AddedPosition(long instrument, long lots) {}

    /** @param lots positive */
    public record AddedOrder(long instrument, Side side, long lots, long ticks) {}

    /**
     * An account's pool and what it must cover, in micro-dollars.
     *
     * @param isComplete false: something has no price, and the figures leave it out
     * @param requirement of the account, when it is in portfolio margin
     * @param worst each underlying in the requirement's worst cell
     */
    public record Figures(boolean isComplete, long availableUsdMicros, long initialUsdMicros,
            long maintenanceUsdMicros, Requirement requirement, List<PortfolioMargin.InCell> worst) {}

    /** Of an account as it is. */
    public static Figures of(Counterparty counterparty, String account, MarketView view) {
        Valuation valuation = Valuation.of(counterparty, view);
        Account of = counterparty.account(account);
        Requirement requirement = valuation.requirement(account, view);
        MarginBook book = valuation.books().get(account);
        return new Figures(valuation.isComplete(), valuation.pool(of).available(),
                valuation.initialUsdMicros(Pool.of(of), view), valuation.maintenanceUsdMicros(Pool.of(of), view),
                requirement, book == null ? List.of() : book.in(requirement.worstCell(), view));
    }

    /** @throws io.breakwater.kernel.Overflow when a figure does not fit */
    public static Counterparty with(
            Counterparty counterparty, String account, AddedPosition added, MarketView view) {
        Quoted quoted = view.instrument(added.instrument());
        Account before = counterparty.account(account);
        PositionSide side = side(before, quoted, added.lots() > 0 ? PositionSide.LONG : PositionSide.SHORT);
        long key = PositionKey.of(added.instrument(), side);
        Holding holding = before.holding(key).of(quoted.terms().underlying());
        long value = Valuer.valueMinor(quoted.terms(), added.lots(), quoted.mark().ticks());
        Position position = holding.position()
                .traded(new Position.Trade(added.lots(), Exact.negate(value), Counted.NOTHING));
        return counterparty.with(before.with(key, holding.with(position), 0));
    }

    /** @param id unlike any client order id; @throws io.breakwater.kernel.Overflow when a figure does not fit */
    public static Counterparty with(
            Counterparty counterparty, String account, AddedOrder added, String id, MarketView view) {
        Quoted quoted = view.instrument(added.instrument());
        PositionSide side = side(counterparty.account(account), quoted,
                added.side() == Side.BUY ? PositionSide.LONG : PositionSide.SHORT);
        NewOrder order = new NewOrder(account, id, added.instrument(), Direction.of(added.side(), side),
                OrderType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, added.ticks(), added.lots(), false, false, "", "");
        WorkingOrder working = WorkingOrder.placed(order, counterparty.account(account), 0,
                Hold.of(added.side(), HeldSide.of(added.lots(), 0, UsdGreeks.NONE, 0), 0, Optional.empty()));
        return OrderBook.add(counterparty, working, quoted.terms().underlying());
    }

    /** Where an account has sides, what is added opens. */
    private static PositionSide side(Account account, Quoted quoted, PositionSide opened) {
        return account.positions().hasSides(quoted.terms().payoff()) ? opened : PositionSide.NET;
    }
}
