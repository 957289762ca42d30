package io.breakwater.feed.live.bybit;

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

/** Reads the data of Bybit's topics. */
final class BybitMessages {
    private static final int MOST_TICKERS = 4_096;

    private final String venue;
    private final Map<String, BybitTicker> tickers = new HashMap<>();

    BybitMessages(String venue) {
        this.venue = venue;
    }

    void read(BybitHead head, Json json, long receivedMicros, Inbox inbox) {
        switch (head.kind()) {
            case "orderbook" -> book(head, json, receivedMicros, inbox);
            case "publicTrade" -> list(json, () -> trade(json, receivedMicros, inbox, false));
            case "allLiquidation" -> list(json, () -> trade(json, receivedMicros, inbox, true));
            case "tickers" -> ticker(head, json, receivedMicros, inbox);
            default -> throw new FeedFault(Fault.UNKNOWN, "topic " + head.topic());
        }
    }

    private static void list(Json json, Runnable each) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no list");
        }
        while (json.element()) {
            each.run();
        }
    }

    private void book(BybitHead head, Json json, long receivedMicros, Inbox inbox) {
        List<Level> bids = List.of();
        List<Level> asks = List.of();
        long update = 0;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "b" -> bids = Levels.of(json);
                case "a" -> asks = Levels.of(json);
                case "u" -> update = json.number();
                default -> json.skip();
            }
        }
        inbox.observed(new Observation.Book(new VenueSymbol(venue, head.symbol()),
                new Stamp(head.atMicros(), receivedMicros, update), head.isWhole() || update == 1,
                Observation.Chain.NONE, bids, asks));
    }

    /** Trades and liquidations share their letters; a liquidation names the side of the position. */
    private void trade(Json json, long receivedMicros, Inbox inbox, boolean isLiquidation) {
        String symbol = "";
        String id = "";
        String side = "";
        Decimal price = Decimal.ABSENT;
        Decimal amount = Decimal.ABSENT;
        long at = 0;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "s" -> symbol = json.text();
                case "i" -> id = json.text();
                case "S" -> side = json.text();
                case "p" -> price = json.decimal();
                case "v" -> amount = json.decimal();
                case "T" -> at = json.millis();
                default -> json.skip();
            }
        }
        VenueSymbol of = new VenueSymbol(venue, symbol);
        Stamp stamp = new Stamp(at, receivedMicros, 0);
        inbox.observed(isLiquidation
                ? new Observation.Liquidation(of, stamp, id, price, amount, side(side, "Sell"))
                : new Observation.Trade(of, stamp, id, price, amount, side(side, "Buy")));
    }

    private static Side side(String text, String buy) {
        return text.equals(buy) ? Side.BUY : Side.SELL;
    }

    private void ticker(BybitHead head, Json json, long receivedMicros, Inbox inbox) {
        if (tickers.size() == MOST_TICKERS) {
            tickers.clear();
        }
        BybitTicker ticker = tickers.computeIfAbsent(head.symbol(), _ -> new BybitTicker());
        ticker.update(head.isWhole(), json);
        ticker.tell(new VenueSymbol(venue, head.symbol()), new Stamp(head.atMicros(), receivedMicros, 0), inbox);
    }
}
