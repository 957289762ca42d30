package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.PositionKey;
import io.breakwater.domain.counterparty.PositionSide;
import io.breakwater.domain.counterparty.Side;
import io.breakwater.domain.counterparty.WorkingOrder;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.gateway.edge.Sides;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import io.breakwater.v1.Fee;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListOrdersResponse;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.ListPositionsResponse;
import io.breakwater.v1.Order;
import io.breakwater.v1.OrderState;
import io.breakwater.v1.Position;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Shows what a counterparty holds and what works for it. */
final class HoldingReads {
    private final CounterpartyEdge edge;

    HoldingReads(CounterpartyEdge edge) {
        this.edge = edge;
    }

    CompletionStage<ListPositionsResponse> list(ListPositionsRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        String name = Names.id("parent", request.getParent(), Names.COUNTERPARTIES);
        MarketView view = edge.views().current();
        return edge.find(name).thenApply(found -> {
            var page = Pages.of(held(found.counterparty(), view), ask, held -> held.shown(view));
            return ListPositionsResponse.newBuilder().addAllPositions(page.items()).setNextPageToken(page.next())
                    .build();
        });
    }

    private static SortedMap<String, Held> held(Counterparty counterparty, MarketView view) {
        SortedMap<String, Held> all = new TreeMap<>();
        counterparty.accounts().forEach((id, account) -> account.holdings().forEach((position, holding) -> {
            Quoted quoted = view.instrument(PositionKey.instrument(position));
            if (!holding.position().isFlat() && quoted != null) {
                String name = counterparty.profile().scope() + Names.ACCOUNTS + id;
                PositionSide side = account.sideOf(position, quoted.terms().payoff());
                String bucket = account.mode() == MarginMode.ISOLATED ? id : "";
                String sided = side == PositionSide.NET ? "" : "/" + side;
                all.put(id + "/" + quoted.name() + sided, new Held(name, bucket, quoted, side, holding.position()));
            }
        }));
        return all;
    }

    /** A position of an account. */
    private record Held(String account, String bucket, Quoted quoted, PositionSide side,
            io.breakwater.domain.counterparty.Position position) {

        Position shown(MarketView view) {
            var terms = quoted.terms();
            Asset asset = terms.settlement();
            Position.Builder shown = Position.newBuilder()
                    .setAccount(account)
                    .setInstrument(Names.INSTRUMENTS + quoted.name())
                    .setPositionSide(Sides.shown(side))
                    .setBucket(bucket)
                    .setQuantity(Decimals.format(position.lots(), terms.lotScale()))
                    .setCashFlow(Decimals.format(position.cashFlowMinor(), asset.scale()))
                    .setFunding(Decimals.format(position.fundingMinor(), asset.scale()))
                    .setSettlementAsset(Assets.name(asset.id()))
                    .setNotionalUsd(ShownCounterparties.usd(position.notionalUsdMicros()));
            shown.setProfitUsd(profitUsd(UsdRate.of(view, asset)));
            position.fees().forEach((fee, minor) -> shown.addFees(fee(fee, minor, view)));
            return shown.build();
        }

        /** Empty where a price is missing or the figure does not fit: one position must not hide the others. */
        private String profitUsd(UsdRate rate) {
            if (rate == null || !quoted.mark().isKnown()) {
                return "";
            }
            try {
                return ShownCounterparties.usd(rate.micros(profitMinor(), Rounding.FLOOR));
            } catch (Overflow _) {
                return "";
            }
        }

        private long profitMinor() {
            long value = Valuer.valueMinor(quoted.terms(), position.lots(), quoted.mark().ticks());
            return Exact.add(Exact.add(position.cashFlowMinor(), position.fundingMinor()), value);
        }

        private static Fee fee(String symbol, long minor, MarketView view) {
            return Fee.newBuilder()
                    .setAsset(Assets.name(symbol))
                    .setAmount(Decimals.format(minor, Assets.listed("fee", symbol, view).scale()))
                    .build();
        }
    }

    CompletionStage<ListOrdersResponse> list(ListOrdersRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        String name = Names.id("parent", request.getParent(), Names.COUNTERPARTIES);
        MarketView view = edge.views().current();
        return edge.find(name).thenApply(found -> {
            String scope = found.counterparty().profile().scope();
            SortedMap<String, Resting> all = new TreeMap<>();
            found.counterparty().orders().forEach((_, order) -> Resting.of(order).forEach(resting ->
                    all.put(resting.key(), resting)));
            var page = Pages.of(all, ask, resting -> resting.shown(scope, view));
            return ListOrdersResponse.newBuilder().addAllOrders(page.items()).setNextPageToken(page.next()).build();
        });
    }

    /** An order, or one side of a quote. */
    private record Resting(WorkingOrder order, Side side) {

        static List<Resting> of(WorkingOrder order) {
            return isQuote(order)
                    ? Stream.of(Side.values()).filter(order::rests).map(side -> new Resting(order, side)).toList()
                    : List.of(new Resting(order, order.side()));
        }

        private static boolean isQuote(WorkingOrder order) {
            return order.kind() == WorkingOrder.Kind.QUOTE_GROUP;
        }

        /** Ids have no blanks, so that both sides stand together. */
        String key() {
            return order.clientOrderId() + " " + side.ordinal();
        }

        Order shown(String scope, MarketView view) {
            Quoted quoted = view.instrument(order.instrument());
            boolean buys = side == Side.BUY;
            Order.Builder shown = Order.newBuilder()
                    .setClientOrderId(order.clientOrderId())
                    .setHoldId(Ids.text(order.holdId()))
                    .setAccount(scope + Names.ACCOUNTS + order.account())
                    .setSide(buys ? io.breakwater.v1.Side.SIDE_BUY : io.breakwater.v1.Side.SIDE_SELL)
                    .setPositionSide(Sides.shown(order.positionSide()))
                    .setState(order.isOutgoing() ? OrderState.ORDER_STATE_PENDING_REPLACE : state(order.state()))
                    .setReduceOnly(order.reduceOnly())
                    .setHeldNotionalUsd(ShownCounterparties.usd(order.hold().side(side).notionalUsdMicros()));
            if (quoted != null) {
                long ticks = buys ? order.buyTicks() : order.sellTicks();
                shown.setInstrument(Names.INSTRUMENTS + quoted.name())
                        .setPrice(Decimals.format(ticks, quoted.terms().priceScale()));
                quantities(shown, quoted.terms().lotScale());
            }
            return shown.build();
        }

        /** What a quote has filled is counted for both sides together. */
        private void quantities(Order.Builder shown, int lotScale) {
            if (isQuote(order)) {
                shown.setQuantity(Decimals.format(order.leaves(side), lotScale));
            } else {
                shown.setQuantity(Decimals.format(order.filledLots() + order.leavesLots(), lotScale))
                        .setCumulativeQuantity(Decimals.format(order.filledLots(), lotScale));
            }
        }
    }

    private static OrderState state(WorkingOrder.State state) {
        return switch (state) {
            case DECIDED -> OrderState.ORDER_STATE_DECIDED;
            case SENT -> OrderState.ORDER_STATE_SENT;
            case WORKING -> OrderState.ORDER_STATE_WORKING;
            case PENDING_REPLACE -> OrderState.ORDER_STATE_PENDING_REPLACE;
            case PENDING_CANCEL -> OrderState.ORDER_STATE_PENDING_CANCEL;
            case UNKNOWN -> OrderState.ORDER_STATE_UNKNOWN;
        };
    }
}
