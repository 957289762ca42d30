package io.breakwater.feed.live.deribit;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
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

/** Reads the data of Deribit's channels. */
final class DeribitMessages {
    private static final int MOST_STATES = 65_536;
    /** An answer does not say how old it is; it is taken to be so much older than its receipt. */
    private static final long UNTIMED_MICROS = 10_000_000;

    /** What is still so is said again after so long: the first time may have come out of order. */
    private static final long AGAIN_MICROS = 1_000_000;

    private final Map<String, Told> told = new HashMap<>();

    private record Told(State state, long atMicros) {

        boolean covers(Told next) {
            return state == next.state && next.atMicros - atMicros < AGAIN_MICROS;
        }
    }

    void read(String channel, Json json, long receivedMicros, Inbox inbox) {
        String kind = channel.substring(0, Math.max(0, channel.indexOf('.')));
        switch (kind) {
            case "ticker" -> {
                DeribitTicker ticker = new DeribitTicker(json, receivedMicros);
                ticker.tell(inbox);
                tellState(ticker.symbol(), ticker.state(), ticker.stamp(), inbox);
            }
            case "trades" -> trades(json, receivedMicros, inbox);
            case "book" -> book(json, receivedMicros, inbox);
            case "deribit_price_index" -> index(json, receivedMicros, inbox);
            case "instrument" -> state(json, receivedMicros, inbox);
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
        tellState(symbol, state, new Stamp(at, receivedMicros, 0), inbox);
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
        tellState(symbol, said, new Stamp(receivedMicros - UNTIMED_MICROS, receivedMicros, 0), inbox);
    }

    /** What has changed, and now and then what has not. A word that nobody has explained is a fault and a state. */
    private void tellState(String symbol, String text, Stamp at, Inbox inbox) {
        if (text.isEmpty()) {
            return;
        }
        Told next = new Told(state(text), at.venueMicros());
        Told before = told.get(symbol);
        if (before != null && before.covers(next)) {
            return;
        }
        if (told.size() >= MOST_STATES) {
            told.clear();
        }
        told.put(symbol, next);
        inbox.observed(new Observation.InstrumentState(new VenueSymbol(Deribit.ID, symbol), at, next.state()));
        if (next.state() == State.UNKNOWN) {
            throw new FeedFault(Fault.UNKNOWN, "state " + text);
        }
    }

    private static State state(String text) {
        return switch (text) {
            case "open", "started" -> State.OPEN;
            case "locked" -> State.LOCKED;
            case "halted" -> State.HALTED;
            case "settlement" -> State.SETTLEMENT;
            case "delivered", "settled" -> State.DELIVERED;
            case "closed", "created", "inactive", "archivized", "terminated", "deactivated" -> State.CLOSED;
            default -> State.UNKNOWN;
        };
    }
}
