package io.breakwater.feed.live.okx;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Chain;
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

/** Reads the data of OKX's channels: lists, their times in milliseconds, their numbers in quotes. */
final class OkxMessages {

    private Set<String> wanted = Set.of();

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

    /** The states of others, of which the venue tells as well, are passed over. */
    void wants(List<String> symbols) {
        wanted = Set.copyOf(symbols);
    }

    void read(Head head, Json json, long receivedMicros, Inbox inbox) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no data");
        }
        while (json.element()) {
            Item item = new Item(json);
            if (head.channel().equals("instruments")) {
                state(item, receivedMicros, inbox);
            } else {
                inbox.observed(observation(head, item, receivedMicros));
            }
        }
    }

    /** Has no time: it is of when it came. All are told when they are subscribed to, then what changes. */
    private void state(Item item, long receivedMicros, Inbox inbox) {
        String symbol = item.texts.getOrDefault("instId", "");
        String text = item.texts.getOrDefault("state", "");
        if (!wanted.contains(symbol)) {
            return;
        }
        State state = state(text);
        inbox.observed(new Observation.InstrumentState(
                new VenueSymbol(Okx.ID, symbol), new Stamp(receivedMicros, receivedMicros, 0), state));
        if (state == State.UNKNOWN) {
            inbox.faulty(Fault.UNKNOWN, "state " + text);
        }
    }

    /** Where it takes post-only orders alone it is locked: what is let through here may be of any kind. */
    private static State state(String text) {
        return switch (text) {
            case "live" -> State.OPEN;
            case "post_only" -> State.LOCKED;
            case "suspend", "rebase" -> State.HALTED;
            case "settling" -> State.SETTLEMENT;
            case "expired" -> State.DELIVERED;
            case "preopen", "test" -> State.CLOSED;
            default -> State.UNKNOWN;
        };
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
