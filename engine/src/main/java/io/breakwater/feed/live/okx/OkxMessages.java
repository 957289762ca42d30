package io.breakwater.feed.live.okx;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Chain;
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

/** Reads the data of OKX's channels: lists, their times in milliseconds, their numbers in quotes. */
final class OkxMessages {

    /** What stands before the data. */
    record Head(String channel, String symbol, boolean isWhole) {}

    /** One element of the data. */
    private static final class Item {
        private final Map<String, String> texts = new HashMap<>();
        private List<Level> bids = List.of();
        private List<Level> asks = List.of();

        private Item(Json json) {
            if (!json.isObject()) {
                throw new FeedFault(Fault.MALFORMED, "data of another form");
            }
            for (String field = json.field(); field != null; field = json.field()) {
                if (field.equals("bids")) {
                    bids = Levels.of(json);
                } else if (field.equals("asks")) {
                    asks = Levels.of(json);
                } else if (json.isArray() || json.isObject()) {
                    json.skip();
                } else {
                    texts.put(field, json.text());
                }
            }
        }

        private Decimal decimal(String field) {
            return Decimal.parse(texts.getOrDefault(field, ""));
        }

        private long number(String field) {
            Decimal value = decimal(field);
            if (value.isPresent() && value.scale() != 0) {
                throw new FeedFault(Fault.MALFORMED, "no whole number: " + field);
            }
            return value.isPresent() ? value.unscaled() : 0;
        }

        private Stamp stamp(long receivedMicros, long sequence) {
            return new Stamp(Json.micros(number("ts")), receivedMicros, sequence);
        }
    }

    void read(Head head, Json json, long receivedMicros, Inbox inbox) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no data");
        }
        while (json.element()) {
            inbox.observed(observation(head, new Item(json), receivedMicros));
        }
    }

    private static Observation observation(Head head, Item item, long receivedMicros) {
        VenueSymbol of = new VenueSymbol(Okx.ID, head.symbol());
        Stamp at = item.stamp(receivedMicros, 0);
        return switch (head.channel()) {
            case "trades" -> new Observation.Trade(of, at, item.texts.getOrDefault("tradeId", ""), item.decimal("px"),
                    item.decimal("sz"), side(item.texts.getOrDefault("side", "")));
            case "tickers" -> new Observation.Quote(of, at, new Observation.Touch(item.decimal("bidPx"),
                    item.decimal("bidSz"), item.decimal("askPx"), item.decimal("askSz")));
            case "books" -> new Observation.Book(of, item.stamp(receivedMicros, Math.max(0, item.number("seqId"))),
                    head.isWhole(), new Chain(Math.max(0, item.number("prevSeqId")), (int) item.number("checksum")),
                    item.bids, item.asks);
            case "mark-price" -> new Observation.Ticker(of, at, item.decimal("markPx"), Decimal.ABSENT,
                    Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT);
            case "index-tickers" -> new Observation.IndexPrice(of, at, item.decimal("idxPx"));
            case "funding-rate" -> new Observation.Funding(of, item.texts.containsKey("ts") ? at
                    : new Stamp(receivedMicros, receivedMicros, 0), item.decimal("fundingRate"),
                    Json.micros(item.number("fundingTime")));
            default -> throw new FeedFault(Fault.UNKNOWN, "channel " + head.channel());
        };
    }

    private static Side side(String text) {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> Side.UNKNOWN;
        };
    }
}
