package io.breakwater.feed.live.bybit;

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

/** A ticker as its changes have made it: a change holds only what is other than before. */
final class BybitTicker {
    private final Map<String, Decimal> values = new HashMap<>();
    private boolean isQuoteNew;
    private boolean isRestNew;

    void update(boolean isWhole, Json json) {
        if (isWhole) {
            values.clear();
        }
        isQuoteNew = false;
        isRestNew = false;
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "bid1Price", "bid1Size", "ask1Price", "ask1Size", "bidPrice", "bidSize", "askPrice", "askSize" -> {
                    values.put(field.replace("1", ""), json.decimal());
                    isQuoteNew = true;
                }
                case "markPrice", "indexPrice", "lastPrice", "fundingRate", "openInterest", "bidIv", "askIv",
                        "markPriceIv", "markIv", "underlyingPrice", "delta", "gamma", "vega", "theta" -> {
                    values.put(field, json.decimal());
                    isRestNew = true;
                }
                default -> json.skip();
            }
        }
    }

    private Decimal at(String field) {
        return values.getOrDefault(field, Decimal.ABSENT);
    }

    void tell(VenueSymbol of, Stamp at, Inbox inbox) {
        Touch touch = new Touch(at("bidPrice").orAbsentIfZero(), at("bidSize"), at("askPrice").orAbsentIfZero(),
                at("askSize"));
        Decimal vol = at("markPriceIv").or(at("markIv"));
        if (vol.isPresent()) {
            inbox.observed(new Observation.OptionTicker(of, at, touch, new Vols(at("bidIv").orAbsentIfZero(),
                    at("askIv").orAbsentIfZero(), vol), new Greeks(at("delta"), at("gamma"), at("vega"), at("theta"),
                    Decimal.ABSENT), at("markPrice"), at("underlyingPrice"), at("indexPrice"), at("openInterest")));
            return;
        }
        if (isRestNew) {
            inbox.observed(new Observation.Ticker(of, at, at("markPrice"), at("indexPrice"), at("lastPrice"),
                    at("fundingRate"), at("openInterest")));
        }
        if (isQuoteNew) {
            inbox.observed(new Observation.Quote(of, at, touch));
        }
    }
}
