package io.breakwater.gateway.decision;

import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.Canonical;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;
import io.breakwater.v1.Amend;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.GroupKind;
import io.breakwater.v1.MassCancel;
import io.breakwater.v1.MassQuote;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.OrderGroup;
import io.breakwater.v1.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the action of one item into a request of the domain. Judges nothing. One thread at a time. */
final class ActionReader {
    private final OrderReader orders;

    ActionReader(NameCache instruments) {
        this.orders = new OrderReader(instruments);
    }

    /** What a reading needs beside the item: the account it is for and the terms in force. */
    record Around(String account, MarketView view) {}

    /** @throws RequestFault where the item cannot be read */
    CounterpartyRequest read(DecisionItem item, Around around) {
        return switch (item.getActionCase()) {
            case NEW_ORDER -> orders.order(item.getNewOrder(), account(around), around.view());
            case AMEND -> amend(item.getAmend(), around);
            case CANCEL -> new CounterpartyRequest.Cancel(
                    OrderReader.workingId("client_order_id", item.getCancel().getClientOrderId()));
            case MASS_CANCEL -> massCancel(item.getMassCancel(), around);
            case MASS_QUOTE -> massQuote(item.getMassQuote(), around);
            case GROUP -> group(item.getGroup(), around);
            case ACTION_NOT_SET -> throw Fields.missing("action");
        };
    }

    private static String account(Around around) {
        if (around.account().isEmpty()) {
            throw Fields.missing("account_id");
        }
        return Canonical.of(around.account());
    }

    private CounterpartyRequest amend(Amend wire, Around around) {
        String orderId = OrderReader.orderId("client_order_id", wire.getClientOrderId());
        Quoted quoted = wire.getInstrument().isEmpty() ? null : orders.quoted(wire.getInstrument(), around.view());
        if (quoted == null && !wire.getInstrument().isEmpty()) {
            return OrderReader.unresolved(Code.UNKNOWN_INSTRUMENT, wire.getInstrument());
        }
        boolean renames = !wire.getNewClientOrderId().isEmpty() && !wire.getNewClientOrderId().equals(orderId);
        boolean isWhole = quoted != null && !wire.getPrice().isEmpty() && !wire.getQuantity().isEmpty();
        return isWhole && !renames ? whole(wire, orderId, quoted) : replace(wire, orderId, quoted);
    }

    private static CounterpartyRequest whole(Amend wire, String orderId, Quoted quoted) {
        String reading = OrderReader.PRICE;
        try {
            long ticks = Decimals.parse(wire.getPrice(), quoted.terms().priceScale());
            reading = OrderReader.QUANTITY;
            long lots = Decimals.parse(wire.getQuantity(), quoted.terms().lotScale());
            return new CounterpartyRequest.Amend(orderId, ticks, lots);
        } catch (MalformedDecimal malformed) {
            return OrderReader.unresolved(malformed, reading, quoted);
        }
    }

    /** What it leaves out, and the scales of its figures, are the order's when it is decided. */
    private static CounterpartyRequest replace(Amend wire, String orderId, Quoted quoted) {
        String newId = wire.getNewClientOrderId();
        return new CounterpartyRequest.Replace(orderId,
                newId.isEmpty() ? "" : OrderReader.orderId("new_client_order_id", newId),
                quoted == null ? 0 : quoted.id(), decimal(OrderReader.PRICE, wire.getPrice()),
                decimal(OrderReader.QUANTITY, wire.getQuantity()));
    }

    /** A decimal, whatever its scale; empty stays empty. */
    private static String decimal(String field, String text) {
        try {
            if (!text.isEmpty()) {
                Decimals.parse(text, 0);
            }
        } catch (MalformedDecimal malformed) {
            if (malformed.reason() != MalformedDecimal.Reason.TOO_PRECISE) {
                throw Fields.fault(field, malformed);
            }
        }
        return text;
    }

    private CounterpartyRequest massCancel(MassCancel wire, Around around) {
        if (wire.getInstrument().isEmpty()) {
            return new CounterpartyRequest.MassCancel(around.account(), 0);
        }
        Quoted quoted = orders.quoted(wire.getInstrument(), around.view());
        return quoted == null
                ? OrderReader.unresolved(Code.UNKNOWN_INSTRUMENT, wire.getInstrument())
                : new CounterpartyRequest.MassCancel(around.account(), quoted.id());
    }

    private CounterpartyRequest massQuote(MassQuote wire, Around around) {
        String group = OrderReader.orderId("quote_group_id", wire.getQuoteGroupId());
        Fields.count("quotes", wire.getQuotesCount(), 1, CounterpartyRequest.MAX_ENTRIES);
        List<CounterpartyRequest.Quote> quotes = new ArrayList<>(wire.getQuotesCount());
        Set<Long> named = new HashSet<>();
        for (int i = 0; i < wire.getQuotesCount(); i++) {
            Quote quote = wire.getQuotes(i);
            Quoted quoted = orders.quoted(quote.getInstrument(), around.view());
            if (quoted == null) {
                return OrderReader.unresolved(Code.UNKNOWN_INSTRUMENT, quote.getInstrument());
            }
            if (!named.add(quoted.id())) {
                throw Fields.invalid("quotes", quoted.name() + " stands in it twice");
            }
            try {
                quotes.add(quote(quote, quoted));
            } catch (MalformedDecimal malformed) {
                return OrderReader.unresolved(malformed, "quotes", quoted);
            }
        }
        return new CounterpartyRequest.MassQuote(account(around), group, List.copyOf(quotes), "", "");
    }

    private static CounterpartyRequest.Quote quote(Quote wire, Quoted quoted) {
        int price = quoted.terms().priceScale();
        int lot = quoted.terms().lotScale();
        long bidLots = optional(wire.getBidQuantity(), lot);
        long askLots = optional(wire.getAskQuantity(), lot);
        return new CounterpartyRequest.Quote(quoted.id(), bidLots == 0 ? 0 : Decimals.parse(wire.getBidPrice(), price),
                bidLots, askLots == 0 ? 0 : Decimals.parse(wire.getAskPrice(), price), askLots);
    }

    private static long optional(String text, int scale) {
        return text.isEmpty() ? 0 : Decimals.parse(text, scale);
    }

    private CounterpartyRequest group(OrderGroup wire, Around around) {
        CounterpartyRequest.GroupKind kind = kind(wire.getKind());
        Fields.count("orders", wire.getOrdersCount(), 2, CounterpartyRequest.MAX_ENTRIES);
        List<CounterpartyRequest.NewOrder> members = new ArrayList<>(wire.getOrdersCount());
        for (NewOrder order : wire.getOrdersList()) {
            CounterpartyRequest read = orders.order(order, account(around), around.view());
            if (!(read instanceof CounterpartyRequest.NewOrder member)) {
                return read;
            }
            members.add(member);
        }
        return new CounterpartyRequest.OrderGroup(kind, List.copyOf(members));
    }

    private static CounterpartyRequest.GroupKind kind(GroupKind kind) {
        return switch (kind) {
            case GROUP_KIND_ALL_OR_NONE -> CounterpartyRequest.GroupKind.ALL_OR_NONE;
            case GROUP_KIND_OCO -> CounterpartyRequest.GroupKind.ONE_CANCELS_OTHER;
            case GROUP_KIND_UNSPECIFIED, UNRECOGNIZED -> throw Fields.unknownEnum("kind");
        };
    }
}
