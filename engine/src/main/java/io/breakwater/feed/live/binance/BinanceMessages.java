package io.breakwater.feed.live.binance;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.State;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.Levels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Binance's events. Their fields are single letters whose meaning depends on the event. */
final class BinanceMessages {
    private final String venue;
    private Set<String> wanted = Set.of();

    BinanceMessages(String venue) {
        this.venue = venue;
    }

    /** Fields of one event as they were written, whatever their order. */
    private static final class Event {
        private final Map<String, String> texts = new HashMap<>();
        private List<Level> bids = List.of();
        private List<Level> asks = List.of();

        private Event(Json json) {
            for (String field = json.field(); field != null; field = json.field()) {
                if (json.isArray()) {
                    levels(field, json);
                } else if (json.isObject()) {
                    texts.putAll(new Event(json).texts);
                } else {
                    texts.put(field, json.text());
                }
            }
        }

        private void levels(String field, Json json) {
            switch (field) {
                case "b" -> bids = Levels.of(json);
                case "a" -> asks = Levels.of(json);
                default -> json.skip();
            }
        }

        private String text(String field) {
            return texts.getOrDefault(field, "");
        }

        private Decimal decimal(String field) {
            return Decimal.parse(text(field));
        }

        private long number(String field) {
            Decimal value = decimal(field);
            if (!value.isPresent() || value.scale() != 0) {
                throw new FeedFault(Fault.MALFORMED, "no " + field);
            }
            return value.unscaled();
        }

        private long micros(String field) {
            return Json.micros(number(field));
        }
    }

    void read(Json json, long receivedMicros, Inbox inbox) {
        Event event = new Event(json);
        VenueSymbol of = new VenueSymbol(venue, event.text("s"));
        switch (event.text("e")) {
            case "aggTrade" -> inbox.observed(new Observation.Trade(of,
                    new Stamp(event.micros("T"), receivedMicros, event.number("a")), event.text("a"),
                    event.decimal("p"), event.decimal("q"), event.text("m").equals("true") ? Side.SELL : Side.BUY));
            case "bookTicker", "" -> quote(of, event, receivedMicros, inbox);
            case "depthUpdate" -> inbox.observed(depth(of, event, receivedMicros));
            case "markPriceUpdate" -> mark(of, event, receivedMicros, inbox);
            case "forceOrder" -> inbox.observed(new Observation.Liquidation(of,
                    new Stamp(event.micros("T"), receivedMicros, 0), "",
                    event.decimal("ap").orAbsentIfZero().or(event.decimal("p")), event.decimal("q"),
                    event.text("S").equals("BUY") ? Side.BUY : Side.SELL));
            case "contractInfo" -> tell(event.text("s"), event.text("cs"),
                    new Stamp(event.micros("E"), receivedMicros, 0), inbox);
            default -> throw new FeedFault(Fault.UNKNOWN, "event " + event.text("e"));
        }
    }

    /** The states of others, of which the venue tells as well, are passed over. */
    void wants(List<String> symbols) {
        wanted = Set.copyOf(symbols);
    }

    /** The answer about all instruments. */
    void states(Json json, Stamp at, Inbox inbox) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no symbols");
        }
        while (json.element()) {
            String symbol = "";
            String state = "";
            for (String field = json.field(); field != null; field = json.field()) {
                switch (field) {
                    case "symbol" -> symbol = json.text();
                    case "status", "contractStatus" -> state = json.text();
                    default -> json.skip();
                }
            }
            tell(symbol, state, at, inbox);
        }
    }

    private void tell(String symbol, String text, Stamp at, Inbox inbox) {
        if (!wanted.contains(symbol)) {
            return;
        }
        State state = state(text);
        inbox.observed(new Observation.InstrumentState(new VenueSymbol(venue, symbol), at, state));
        if (state == State.UNKNOWN) {
            inbox.faulty(Fault.UNKNOWN, "state " + text);
        }
    }

    private static State state(String text) {
        return switch (text) {
            case "TRADING" -> State.OPEN;
            case "PRE_SETTLE", "SETTLING", "PRE_DELIVERING", "DELIVERING" -> State.SETTLEMENT;
            case "DELIVERED" -> State.DELIVERED;
            case "PENDING_TRADING", "CLOSE" -> State.CLOSED;
            default -> State.UNKNOWN;
        };
    }

    /** The spot market's has neither a name nor a time. */
    private static void quote(VenueSymbol of, Event event, long receivedMicros, Inbox inbox) {
        long at = event.text("T").isEmpty() ? receivedMicros : event.micros("T");
        inbox.observed(new Observation.Quote(of, new Stamp(at, receivedMicros, event.number("u")),
                new Observation.Touch(event.decimal("b").orAbsentIfZero(), event.decimal("B"),
                        event.decimal("a").orAbsentIfZero(), event.decimal("A"))));
    }

    private static Observation depth(VenueSymbol of, Event event, long receivedMicros) {
        boolean hasPrevious = !event.text("pu").isEmpty();
        long previous = hasPrevious ? event.number("pu") : event.number("U") - 1;
        long at = event.text("T").isEmpty() ? event.micros("E") : event.micros("T");
        return new Observation.Book(of, new Stamp(at, receivedMicros, event.number("u")), false,
                new Observation.Chain(previous, 0), event.bids, event.asks);
    }

    private static void mark(VenueSymbol of, Event event, long receivedMicros, Inbox inbox) {
        Stamp at = new Stamp(event.micros("E"), receivedMicros, 0);
        inbox.observed(new Observation.Ticker(of, at, event.decimal("p"), event.decimal("i").orAbsentIfZero(),
                Decimal.ABSENT, event.decimal("r"), Decimal.ABSENT));
        if (!event.text("r").isEmpty()) {
            inbox.observed(new Observation.Funding(of, at, event.decimal("r"), event.micros("T")));
        }
    }
}
