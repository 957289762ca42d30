package io.breakwater.feed.live.deribit;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import java.util.HashMap;
import java.util.Map;

/** One ticker: of an option where it has a volatility, of a future or perpetual otherwise. Volatilities in per cent. */
final class DeribitTicker {
    private final Map<String, Decimal> values = new HashMap<>();
    private final long receivedMicros;
    private String symbol = "";
    private String state = "";
    private long atMicros;

    DeribitTicker(Json json, long receivedMicros) {
        this.receivedMicros = receivedMicros;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "instrument_name" -> symbol = json.text();
                case "state" -> state = json.text();
                case "timestamp" -> atMicros = json.millis();
                case "greeks" -> greeks(json);
                case "best_bid_price", "best_bid_amount", "best_ask_price", "best_ask_amount", "mark_price",
                        "index_price", "underlying_price", "last_price", "current_funding", "open_interest", "bid_iv",
                        "ask_iv", "mark_iv" -> values.put(field, json.decimal());
                default -> json.skip();
            }
        }
    }

    private void greeks(Json json) {
        for (String field = json.field(); field != null; field = json.field()) {
            values.put(field, json.decimal());
        }
    }

    String symbol() {
        return symbol;
    }

    String state() {
        return state;
    }

    Stamp stamp() {
        return new Stamp(atMicros, receivedMicros, 0);
    }

    private Decimal at(String field) {
        return values.getOrDefault(field, Decimal.ABSENT);
    }

    void tell(Inbox inbox) {
        VenueSymbol of = new VenueSymbol(Deribit.ID, symbol);
        Touch touch = new Touch(at("best_bid_price").orAbsentIfZero(), at("best_bid_amount"),
                at("best_ask_price").orAbsentIfZero(), at("best_ask_amount"));
        if (at("mark_iv").isPresent()) {
            inbox.observed(option(of, touch));
        } else {
            inbox.observed(new Observation.Ticker(of, stamp(), at("mark_price"), at("index_price"),
                    at("last_price").orAbsentIfZero(), at("current_funding"), at("open_interest")));
            inbox.observed(new Observation.Quote(of, stamp(), touch));
        }
    }

    private Observation option(VenueSymbol of, Touch touch) {
        Vols vols = new Vols(at("bid_iv").percent(), at("ask_iv").percent(), at("mark_iv").percent());
        Greeks greeks = new Greeks(at("delta"), at("gamma"), at("vega"), at("theta"), at("rho"));
        return new Observation.OptionTicker(of, stamp(), touch, vols, greeks, at("mark_price"),
                at("underlying_price"), at("index_price"), at("open_interest"));
    }
}
