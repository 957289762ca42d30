package io.breakwater.gateway.decision;

import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.Unresolved;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.WorkingOrder;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Sides;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.MalformedDecimal;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.OrderType;
import io.breakwater.v1.TimeInForce;

/**
 * Reads orders: names to internal ids, decimals to ticks and lots of the view's terms. What cannot be expressed in them
 * becomes an {@link Unresolved} request, which is refused and recorded; what cannot be read at all is a fault of the
 * item. Judges nothing. One thread at a time.
 */
final class OrderReader {
    private static final int MAX_VENUE_ACCOUNT = 64;
    static final String PRICE = "price";
    static final String QUANTITY = "quantity";

    private final NameCache instruments;

    OrderReader(NameCache instruments) {
        this.instruments = instruments;
    }

    /** An {@link CounterpartyRequest.NewOrder} or an {@link Unresolved}. */
    CounterpartyRequest order(NewOrder wire, String account, MarketView view) {
        String orderId = orderId("client_order_id", wire.getClientOrderId());
        Direction direction = Sides.direction("", wire.getSide(), wire.getPositionSide());
        CounterpartyRequest.OrderType type = type(wire.getType());
        CounterpartyRequest.TimeInForce lives = timeInForce(wire.getTimeInForce());
        String venue = wire.getVenue().isEmpty() ? "" : Names.id("venue", wire.getVenue(), Names.VENUES);
        String venueAccount = Fields.optionalText("venue_account", wire.getVenueAccount(), MAX_VENUE_ACCOUNT);
        Quoted quoted = view.named(instruments.id(wire.getInstrument()));
        if (quoted == null) {
            return unresolved(Code.UNKNOWN_INSTRUMENT, wire.getInstrument());
        }
        String reading = PRICE;
        try {
            long ticks = Decimals.parse(wire.getPrice(), quoted.terms().priceScale());
            reading = QUANTITY;
            long lots = Decimals.parse(wire.getQuantity(), quoted.terms().lotScale());
            return new CounterpartyRequest.NewOrder(account, orderId, quoted.id(), direction, type, lives, ticks,
                    lots, wire.getReduceOnly(), wire.getPostOnly(), venue, venueAccount);
        } catch (MalformedDecimal malformed) {
            return unresolved(malformed, reading, quoted);
        }
    }

    /** A decimal that is too fine is refused by a rule; anything else about it is the item's fault. */
    static Unresolved unresolved(MalformedDecimal malformed, String field, Quoted quoted) {
        if (malformed.reason() == MalformedDecimal.Reason.TOO_PRECISE) {
            return unresolved(Code.PRECISION, Names.INSTRUMENTS + quoted.name());
        }
        throw Fields.fault(field, malformed);
    }

    static Unresolved unresolved(Code code, String subject) {
        return new Unresolved(code, subject);
    }

    Quoted quoted(String name, MarketView view) {
        return view.named(instruments.id(name));
    }

    /** An id that a client gives. */
    static String orderId(String field, String text) {
        return id(field, text, WorkingOrder.MAX_CLIENT_ID, false);
    }

    /** An id that something may work under: that of a quote has a slash behind its group's. */
    static String workingId(String field, String text) {
        boolean quote = text.indexOf('/') > 0;
        return id(field, text, quote ? WorkingOrder.MAX_ID : WorkingOrder.MAX_CLIENT_ID, quote);
    }

    private static String id(String field, String text, int most, boolean slashes) {
        if (text.isEmpty()) {
            throw Fields.missing(field);
        }
        if (text.length() > most) {
            throw Fields.invalid(field, "at most " + most + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isOrderIdCharacter(text.charAt(i)) && !(slashes && text.charAt(i) == '/')) {
                throw Fields.invalid(field, "only characters of [A-Za-z0-9_.:-]");
            }
        }
        return text;
    }

    private static boolean isOrderIdCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= ':' && c != '/' || c == '_';
    }

    private static CounterpartyRequest.OrderType type(OrderType type) {
        return switch (type) {
            case ORDER_TYPE_UNSPECIFIED, ORDER_TYPE_LIMIT -> CounterpartyRequest.OrderType.LIMIT;
            case ORDER_TYPE_MARKET -> CounterpartyRequest.OrderType.MARKET;
            case UNRECOGNIZED -> throw Fields.unknownEnum("type");
        };
    }

    private static CounterpartyRequest.TimeInForce timeInForce(TimeInForce lives) {
        return switch (lives) {
            case TIME_IN_FORCE_UNSPECIFIED, TIME_IN_FORCE_GTC -> CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL;
            case TIME_IN_FORCE_IOC -> CounterpartyRequest.TimeInForce.IMMEDIATE_OR_CANCEL;
            case TIME_IN_FORCE_FOK -> CounterpartyRequest.TimeInForce.FILL_OR_KILL;
            case TIME_IN_FORCE_DAY -> CounterpartyRequest.TimeInForce.DAY;
            case UNRECOGNIZED -> throw Fields.unknownEnum("time_in_force");
        };
    }
}
