package io.breakwater.feed.live.binance;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.Levels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Binance's events. Their fields are single letters whose meaning depends on the event. */
final class BinanceMessages {
    private final String venue;

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
            default -> throw new FeedFault(Fault.UNKNOWN, "event " + event.text("e"));
        }
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
