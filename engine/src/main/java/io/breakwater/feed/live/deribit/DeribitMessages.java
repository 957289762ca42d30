package io.breakwater.feed.live.deribit;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.Levels;
import java.util.List;

/** Reads the data of Deribit's channels. */
final class DeribitMessages {
    /** An answer does not say how old it is; it is taken to be so much older than its receipt. */
    private static final long UNTIMED_MICROS = 10_000_000;

    private final DeribitStates states = new DeribitStates();

    void read(String channel, Json json, long receivedMicros, Inbox inbox) {
        int dot = channel.indexOf('.');
        String kind = dot < 0 ? channel : channel.substring(0, dot);
        switch (kind) {
            case "ticker" -> {
                DeribitTicker ticker = new DeribitTicker(json, receivedMicros);
                ticker.tell(inbox);
                states.tell(ticker.symbol(), ticker.state(), ticker.stamp(), inbox);
            }
            case "trades" -> trades(json, receivedMicros, inbox);
            case "book" -> book(json, receivedMicros, inbox);
            case "deribit_price_index" -> index(json, receivedMicros, inbox);
            case "instrument" -> state(json, receivedMicros, inbox);
            case "platform_state" -> states.changed(json, receivedMicros, inbox);
            default -> throw new FeedFault(Fault.UNKNOWN, "channel " + channel);
        }
    }

    private void trades(Json json, long receivedMicros, Inbox inbox) {
        if (!json.isArray()) {
            throw new FeedFault(Fault.MALFORMED, "no trades");
        }
        while (json.element()) {
            trade(json, receivedMicros, inbox);
        }
    }

    private void trade(Json json, long receivedMicros, Inbox inbox) {
        String symbol = "";
        String id = "";
        String liquidated = "";
        Side side = Side.UNKNOWN;
        Decimal price = Decimal.ABSENT;
        Decimal amount = Decimal.ABSENT;
        long at = 0;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "instrument_name" -> symbol = json.text();
                case "trade_id" -> id = json.text();
                case "price" -> price = json.decimal();
                case "amount" -> amount = json.decimal();
                case "direction" -> side = json.text().equals("buy") ? Side.BUY : Side.SELL;
                case "timestamp" -> at = json.millis();
                case "liquidation" -> liquidated = json.text();
                default -> json.skip();
            }
        }
        VenueSymbol of = new VenueSymbol(Deribit.ID, symbol);
        Stamp stamp = new Stamp(at, receivedMicros, 0);
        inbox.observed(new Observation.Trade(of, stamp, id, price, amount, side));
        if (!liquidated.isEmpty()) {
            Side closed = liquidated.equals("M") ? other(side) : side;
            inbox.observed(new Observation.Liquidation(of, stamp, id, price, amount, closed));
        }
    }

    private static Side other(Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    private void book(Json json, long receivedMicros, Inbox inbox) {
        String symbol = "";
        boolean isWhole = false;
        long at = 0;
        long change = 0;
        long previous = 0;
        List<Observation.Level> bids = List.of();
        List<Observation.Level> asks = List.of();
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "instrument_name" -> symbol = json.text();
                case "type" -> isWhole = json.text().equals("snapshot");
                case "timestamp" -> at = json.millis();
                case "change_id" -> change = json.number();
                case "prev_change_id" -> previous = json.number();
                case "bids" -> bids = Levels.worded(json);
                case "asks" -> asks = Levels.worded(json);
                default -> json.skip();
            }
        }
        inbox.observed(new Observation.Book(new VenueSymbol(Deribit.ID, symbol), new Stamp(at, receivedMicros, change),
                isWhole || previous == 0, new Observation.Chain(previous, 0), bids, asks));
    }

    private void index(Json json, long receivedMicros, Inbox inbox) {
        String name = "";
        Decimal price = Decimal.ABSENT;
        long at = 0;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "index_name" -> name = json.text();
                case "price" -> price = json.decimal();
                case "timestamp" -> at = json.millis();
                default -> json.skip();
            }
        }
        inbox.observed(new Observation.IndexPrice(new VenueSymbol(Deribit.ID, name),
                new Stamp(at, receivedMicros, 0), price));
    }

    private void state(Json json, long receivedMicros, Inbox inbox) {
        String symbol = "";
        String state = "";
        long at = 0;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "instrument_name" -> symbol = json.text();
                case "state" -> state = json.text();
                case "timestamp" -> at = json.millis();
                default -> json.skip();
            }
        }
        states.tell(symbol, state, new Stamp(at, receivedMicros, 0), inbox);
    }

    /** An answer about the indexes, or about something that is no news. */
    void answered(Json json, long receivedMicros, Inbox inbox) {
        states.answered(json, receivedMicros, inbox);
    }

    /** The answer about instruments; an answer that lists channels is no news. */
    void instruments(Json json, long receivedMicros, Inbox inbox) {
        while (json.element()) {
            if (json.isObject()) {
                instrument(json, receivedMicros, inbox);
            }
        }
    }

    private void instrument(Json json, long receivedMicros, Inbox inbox) {
        String symbol = "";
        String state = "";
        boolean isActive = true;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "instrument_name" -> symbol = json.text();
                case "state" -> state = json.text();
                case "is_active" -> isActive = json.isTrue();
                default -> json.skip();
            }
        }
        String said = state.isEmpty() ? isActive ? "open" : "closed" : state;
        states.tell(symbol, said, new Stamp(receivedMicros - UNTIMED_MICROS, receivedMicros, 0), inbox);
    }
}
