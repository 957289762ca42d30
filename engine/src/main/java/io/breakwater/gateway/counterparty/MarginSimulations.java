package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.MarginSimulation;
import io.breakwater.domain.counterparty.MarginSimulation.AddedOrder;
import io.breakwater.domain.counterparty.MarginSimulation.AddedPosition;
import io.breakwater.domain.counterparty.MarginSimulation.Figures;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.PortfolioMargin;
import io.breakwater.domain.risk.Requirement;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Overflow;
import io.breakwater.v1.MarginCell;
import io.breakwater.v1.MarginFigures;
import io.breakwater.v1.Side;
import io.breakwater.v1.SimulateMarginRequest;
import io.breakwater.v1.SimulateMarginResponse;
import io.breakwater.v1.SimulatedOrder;
import io.breakwater.v1.SimulatedPosition;
import io.breakwater.v1.VolatilityMove;
import java.util.concurrent.CompletionStage;

/** What-if: margin of an account as it is and with more positions and orders, on a fork of its durable state. */
final class MarginSimulations {
    private static final int MOST = 256;
    private static final int PPM_SCALE = 6;

    private final CounterpartyEdge edge;

    MarginSimulations(CounterpartyEdge edge) {
        this.edge = edge;
    }

    CompletionStage<SimulateMarginResponse> simulate(SimulateMarginRequest request) {
        String name = Names.counterpartyOf("account", request.getAccount());
        String account = Names.accountOf("account", request.getAccount());
        Fields.count("positions", request.getPositionsCount(), 0, MOST);
        Fields.count("orders", request.getOrdersCount(), 0, MOST);
        MarketView view = edge.views().current();
        return edge.find(name).thenApply(found -> {
            Counterparty before = found.counterparty();
            if (before.account(account) == null) {
                throw RequestFault.of(ErrorReason.UNKNOWN_ACCOUNT, "account", request.getAccount() + " is not known");
            }
            return SimulateMarginResponse.newBuilder()
                    .setBefore(shown(MarginSimulation.of(before, account, view)))
                    .setAfter(shown(MarginSimulation.of(with(before, account, request, view), account, view)))
                    .build();
        });
    }

    private static Counterparty with(
            Counterparty before, String account, SimulateMarginRequest request, MarketView view) {
        try {
            Counterparty after = before;
            for (SimulatedPosition position : request.getPositionsList()) {
                after = MarginSimulation.with(after, account, position(position, view), view);
            }
            for (int i = 0; i < request.getOrdersCount(); i++) {
                after = MarginSimulation.with(after, account, order(request.getOrders(i), view), "@" + i, view);
            }
            return after;
        } catch (Overflow overflow) {
            throw RequestFault.of(ErrorReason.DECIMAL_OVERFLOW, "quantity", "does not fit with what is there");
        }
    }

    private static AddedPosition position(SimulatedPosition wire, MarketView view) {
        Quoted quoted = quoted("positions.instrument", wire.getInstrument(), view);
        if (quoted.terms().payoff() instanceof Payoff.Spot) {
            throw Fields.invalid("positions.instrument", "a spot instrument has balances, no positions");
        }
        long lots = Fields.decimal("positions.quantity", wire.getQuantity(), quoted.terms().lotScale());
        if (lots == 0) {
            throw Fields.invalid("positions.quantity", "must not be 0");
        }
        return new AddedPosition(quoted.id(), lots);
    }

    private static AddedOrder order(SimulatedOrder wire, MarketView view) {
        Quoted quoted = quoted("orders.instrument", wire.getInstrument(), view);
        long lots = Fields.positiveDecimal("orders.quantity", wire.getQuantity(), quoted.terms().lotScale());
        long ticks = Fields.decimal("orders.price", wire.getPrice(), quoted.terms().priceScale());
        if (!quoted.terms().isOnTick(ticks)) {
            throw Fields.invalid("orders.price", "must be on a tick");
        }
        return new AddedOrder(quoted.id(), side(wire.getSide()), lots, ticks);
    }

    private static io.breakwater.domain.counterparty.Side side(Side side) {
        return switch (side) {
            case SIDE_BUY -> io.breakwater.domain.counterparty.Side.BUY;
            case SIDE_SELL -> io.breakwater.domain.counterparty.Side.SELL;
            case SIDE_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum("orders.side");
        };
    }

    private static Quoted quoted(String field, String name, MarketView view) {
        Quoted quoted = view.named(Names.id(field, name, Names.INSTRUMENTS));
        if (quoted == null || !quoted.mark().isKnown()) {
            throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, field, name + " is not known or has no mark");
        }
        return quoted;
    }

    /** Figures that do not fit are left out. */
    private static MarginFigures shown(Figures figures) {
        MarginFigures.Builder shown = MarginFigures.newBuilder()
                .setComplete(figures.isComplete())
                .setAvailableUsd(usd(figures.availableUsdMicros()))
                .setInitialMarginUsd(usd(figures.initialUsdMicros()))
                .setMaintenanceMarginUsd(usd(figures.maintenanceUsdMicros()));
        Requirement r = figures.requirement();
        if (r.equals(Requirement.NONE) || r.equals(Requirement.UNBOUNDED)) {
            return shown.build();
        }
        shown.setMatrixUsd(usd(r.matrixUsdMicros())).setRollUsd(usd(r.rollUsdMicros()))
                .setDeltaShockUsd(usd(r.deltaUsdMicros())).setOpenOrdersUsd(usd(r.ordersUsdMicros()))
                .setReserveUsd(usd(r.reserveUsdMicros())).setWorstCell(r.worstCell());
        figures.worst().forEach(cell -> shown.addWorst(cell(cell)));
        return shown.build();
    }

    private static MarginCell cell(PortfolioMargin.InCell cell) {
        return MarginCell.newBuilder()
                .setUnderlying(Names.UNDERLYINGS + cell.underlying().toLowerCase(java.util.Locale.ROOT))
                .setPriceMove(Decimals.format(cell.movePpm(), PPM_SCALE))
                .setVolatility(switch (cell.volatilityStep()) {
                    case -1 -> VolatilityMove.VOLATILITY_MOVE_DOWN;
                    case 1 -> VolatilityMove.VOLATILITY_MOVE_UP;
                    default -> VolatilityMove.VOLATILITY_MOVE_SAME;
                })
                .setProfitUsd(usd(cell.profitUsdMicros()))
                .build();
    }

    private static String usd(long micros) {
        return micros == Long.MAX_VALUE ? "" : ShownCounterparties.usd(micros);
    }
}
