package io.breakwater.gateway.fact;

import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.counterparty.WorkingOrder;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Assets;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Sides;
import io.breakwater.kernel.Canonical;
import io.breakwater.v1.Delivery;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.FillLeg;
import io.breakwater.v1.Funding;
import io.breakwater.v1.Liquidity;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.Settlement;
import io.breakwater.v1.StatedOrder;
import io.breakwater.v1.StatedPosition;
import io.breakwater.v1.VenueStatement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads facts into the domain's. A fact that cannot be read is the reporter's to correct; no other one is turned
 * away.
 */
final class FactReader {
    private static final int MAX_ID = 64;
    private static final int MAX_STATED = 16_384;
    private static final long MICROS_A_DAY = TimeUnit.DAYS.toMicros(1);

    private final NameCache instruments;

    FactReader(NameCache instruments) {
        this.instruments = instruments;
    }

    /** @throws RequestFault where the fact cannot be read */
    CounterpartyFact read(Fact fact, String account, MarketView view) {
        return switch (fact.getFactCase()) {
            case FILL -> fill(fact.getFill(), account(account), view);
            case ORDER_STATUS -> status(fact.getOrderStatus());
            case FUNDING -> funding(fact.getFunding(), account(account), view);
            case SETTLEMENT -> settlement(fact.getSettlement(), account(account), view);
            case DELIVERY -> delivery(fact.getDelivery(), account(account), view);
            case VENUE_STATEMENT -> statement(fact.getVenueStatement(), account(account), view);
            case FACT_NOT_SET -> throw Fields.missing("fact");
        };
    }

    /** A fill of another data center's order; null of anything else, and of a combo's by its legs. */
    CounterpartyFact readFor(Fact fact, String account, MarketView view, FactPack.Owner owner) {
        if (!(read(fact, account, view) instanceof CounterpartyFact.Fill fill)) {
            return null;
        }
        Quoted quoted = view.instrument(fill.execution().instrument());
        CounterpartyFact.Listed listed = new CounterpartyFact.Listed(quoted.name(), quoted.terms().priceScale(),
                quoted.terms().lotScale(), feeAsset(fact.getFill(), quoted, view).scale());
        return new CounterpartyFact.FillFor(fill, listed, owner.dataCenter(), owner.teller());
    }

    private static String account(String account) {
        if (account.isEmpty()) {
            throw Fields.missing("account_id");
        }
        return Canonical.of(account);
    }

    private Quoted quoted(String name, MarketView view) {
        Quoted quoted = view.named(instruments.id(name));
        if (quoted == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_INSTRUMENT, "instrument", name + " is not listed");
        }
        return quoted;
    }

    private CounterpartyFact fill(Fill wire, String account, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        Fields.count("legs", wire.getLegsCount(), 0, Payoff.Combo.MAX_LEGS);
        List<CounterpartyFact.FilledLeg> legs = wire.getLegsList().stream().map(it -> leg(it, view)).toList();
        return switch (wire.getKind()) {
            case FILL_KIND_BUST -> new CounterpartyFact.Bust(reference(wire, quoted));
            case FILL_KIND_CORRECT -> corrected(wire, quoted, legs, view);
            case FILL_KIND_UNSPECIFIED, FILL_KIND_NEW, FILL_KIND_LIQUIDATION, FILL_KIND_ADL, FILL_KIND_DELIVERY,
                    FILL_KIND_BLOCK, FILL_KIND_TRANSFER -> {
                CounterpartyFact.Fill whole = filled(wire, account, quoted, view);
                yield legs.isEmpty() ? whole : new CounterpartyFact.LegsFill(whole, legs);
            }
            case UNRECOGNIZED -> throw Fields.unknownEnum("kind");
        };
    }

    private static CounterpartyFact corrected(Fill wire, Quoted quoted, List<CounterpartyFact.FilledLeg> legs,
            MarketView view) {
        ExecutionKey key = reference(wire, quoted);
        long ticks = ticks(wire, quoted);
        long lots = lots(wire, quoted);
        long fee = fee(wire, quoted, view);
        return legs.isEmpty() ? new CounterpartyFact.Correction(key, ticks, lots, fee)
                : new CounterpartyFact.LegsCorrection(key, ticks, lots, fee, legs);
    }

    private CounterpartyFact.FilledLeg leg(FillLeg wire, MarketView view) {
        Quoted leg = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.FilledLeg(leg.id(),
                Sides.direction("legs.", wire.getSide(), wire.getPositionSide()),
                Fields.decimal("legs.price", wire.getPrice(), leg.terms().priceScale()),
                Fields.positiveDecimal("legs.quantity", wire.getQuantity(), leg.terms().lotScale()));
    }

    private static CounterpartyFact.Fill filled(Fill wire, String account, Quoted quoted, MarketView view) {
        long time = Fields.micros("venue_time_micros", wire.getVenueTimeMicros(), 0);
        return new CounterpartyFact.Fill(
                execution(wire, quoted, Fields.text("trade_id", wire.getTradeId(), MAX_ID)),
                account,
                Fields.optionalText("client_order_id", wire.getClientOrderId(), WorkingOrder.MAX_ID),
                kind(wire),
                ticks(wire, quoted),
                lots(wire, quoted),
                fee(wire, quoted, view),
                feeAsset(wire, quoted, view).id(),
                wire.getLiquidity() == Liquidity.LIQUIDITY_MAKER,
                time,
                wire.getVenueSequence());
    }

    private static CounterpartyFact.FillKind kind(Fill wire) {
        return switch (wire.getKind()) {
            case FILL_KIND_LIQUIDATION -> CounterpartyFact.FillKind.LIQUIDATION;
            case FILL_KIND_ADL -> CounterpartyFact.FillKind.ADL;
            case FILL_KIND_DELIVERY -> CounterpartyFact.FillKind.DELIVERY;
            case FILL_KIND_BLOCK -> CounterpartyFact.FillKind.BLOCK;
            case FILL_KIND_TRANSFER -> CounterpartyFact.FillKind.TRANSFER;
            case FILL_KIND_UNSPECIFIED, FILL_KIND_NEW, FILL_KIND_BUST, FILL_KIND_CORRECT, UNRECOGNIZED ->
                    CounterpartyFact.FillKind.NEW;
        };
    }

    private static long ticks(Fill wire, Quoted quoted) {
        return Fields.decimal("price", wire.getPrice(), quoted.terms().priceScale());
    }

    private static long lots(Fill wire, Quoted quoted) {
        return Fields.positiveDecimal("quantity", wire.getQuantity(), quoted.terms().lotScale());
    }

    private static long fee(Fill wire, Quoted quoted, MarketView view) {
        return Fields.optionalDecimal("fee", wire.getFee(), feeAsset(wire, quoted, view).scale());
    }

    private static Asset feeAsset(Fill wire, Quoted quoted, MarketView view) {
        return wire.getFeeAsset().isEmpty()
                ? quoted.terms().settlement()
                : Assets.of("fee_asset", wire.getFeeAsset(), view);
    }

    private static ExecutionKey reference(Fill wire, Quoted quoted) {
        return execution(wire, quoted, Fields.text("reference_trade_id", wire.getReferenceTradeId(), MAX_ID));
    }

    private static ExecutionKey execution(Fill wire, Quoted quoted, String tradeId) {
        String venue = wire.getVenue().isEmpty() ? quoted.venue() : Names.id("venue", wire.getVenue(), Names.VENUES);
        return new ExecutionKey(venue, Fields.optionalText("venue_account", wire.getVenueAccount(), MAX_ID),
                quoted.id(), tradeDate(wire), tradeId,
                Sides.direction("", wire.getSide(), wire.getPositionSide()),
                Fields.optionalText("order_id", wire.getOrderId(), MAX_ID));
    }

    /** yyyymmdd; by the venue's calendar where it is told, else the UTC day. */
    private static int tradeDate(Fill wire) {
        if (wire.getTradeDate() != 0) {
            return Fields.range("trade_date", wire.getTradeDate(), 19_700_101, 99_991_231);
        }
        long micros = Fields.micros("venue_time_micros", wire.getVenueTimeMicros(), 0);
        LocalDate day = LocalDate.ofEpochDay(micros / MICROS_A_DAY);
        return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    private static CounterpartyFact status(OrderStatus wire) {
        return new CounterpartyFact.OrderStatusReport(
                Fields.text("client_order_id", wire.getClientOrderId(), WorkingOrder.MAX_ID),
                statusKind(wire),
                Fields.micros("venue_time_micros", wire.getVenueTimeMicros(), 0));
    }

    private static CounterpartyFact.OrderStatus statusKind(OrderStatus wire) {
        return switch (wire.getStatus()) {
            case ORDER_STATUS_KIND_SENT -> CounterpartyFact.OrderStatus.SENT;
            case ORDER_STATUS_KIND_WORKING -> CounterpartyFact.OrderStatus.WORKING;
            case ORDER_STATUS_KIND_REPLACED -> CounterpartyFact.OrderStatus.REPLACED;
            case ORDER_STATUS_KIND_REPLACE_REJECTED -> CounterpartyFact.OrderStatus.REPLACE_REJECTED;
            case ORDER_STATUS_KIND_CANCELLED -> CounterpartyFact.OrderStatus.CANCELLED;
            case ORDER_STATUS_KIND_CANCEL_REJECTED -> CounterpartyFact.OrderStatus.CANCEL_REJECTED;
            case ORDER_STATUS_KIND_REJECTED -> CounterpartyFact.OrderStatus.REJECTED;
            case ORDER_STATUS_KIND_EXPIRED -> CounterpartyFact.OrderStatus.EXPIRED;
            case ORDER_STATUS_KIND_UNKNOWN -> CounterpartyFact.OrderStatus.UNKNOWN;
            case ORDER_STATUS_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum("status");
        };
    }

    private CounterpartyFact funding(Funding wire, String account, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.Funding(account, quoted.id(),
                Fields.decimal("amount", wire.getAmount(), quoted.terms().settlement().scale()),
                Fields.text("funding_id", wire.getFundingId(), MAX_ID));
    }

    private CounterpartyFact settlement(Settlement wire, String account, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.Settlement(account, quoted.id(),
                Fields.decimal("price", wire.getPrice(), quoted.terms().priceScale()),
                Fields.text("settlement_id", wire.getSettlementId(), MAX_ID));
    }

    private CounterpartyFact delivery(Delivery wire, String account, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.Delivery(account, quoted.id(),
                Fields.decimal("price", wire.getPrice(), quoted.terms().priceScale()),
                Fields.text("delivery_id", wire.getDeliveryId(), MAX_ID));
    }

    private CounterpartyFact statement(VenueStatement wire, String account, MarketView view) {
        Fields.count("positions", wire.getPositionsCount(), 0, MAX_STATED);
        Fields.count("orders", wire.getOrdersCount(), 0, MAX_STATED);
        return new CounterpartyFact.VenueStatement(account,
                wire.getPositionsList().stream().map(it -> position(it, view)).toList(),
                wire.getOrdersList().stream().map(it -> order(it, view)).toList(),
                Fields.micros("observe_time_micros", wire.getObserveTimeMicros(), 0));
    }

    private CounterpartyFact.StatedPosition position(StatedPosition wire, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.StatedPosition(quoted.id(),
                Fields.decimal("positions.quantity", wire.getQuantity(), quoted.terms().lotScale()));
    }

    private CounterpartyFact.StatedOrder order(StatedOrder wire, MarketView view) {
        Quoted quoted = quoted(wire.getInstrument(), view);
        return new CounterpartyFact.StatedOrder(
                Fields.text("orders.client_order_id", wire.getClientOrderId(), WorkingOrder.MAX_ID), quoted.id(),
                Fields.positiveDecimal("orders.leaves_quantity", wire.getLeavesQuantity(),
                        quoted.terms().lotScale()));
    }
}
