package io.breakwater.feed.live.bybit;

import io.breakwater.feed.Observation;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.SequenceRule;
import io.breakwater.feed.live.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Subscribes to books, trades, tickers and liquidations. Each category (linear, inverse, spot, option) has an address
 * of its own, and the same symbol means something else in each: every one is a venue here.
 */
public final class Bybit implements Venue, SequenceRule {
    private static final int TOPICS_A_MESSAGE = 10;

    private final String id;
    private final BybitMessages messages;

    /** @param id as instruments name the category, such as {@code bybit} for linear ones, {@code bybit-spot} */
    public Bybit(String id) {
        this.id = id;
        this.messages = new BybitMessages(id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> subscribe(List<String> symbols) {
        List<String> topics = new ArrayList<>();
        for (String symbol : symbols) {
            topics.addAll(List.of("tickers." + symbol, "publicTrade." + symbol, book(symbol),
                    "allLiquidation." + symbol));
        }
        List<String> asked = new ArrayList<>();
        for (int from = 0; from < topics.size(); from += TOPICS_A_MESSAGE) {
            asked.add(call("subscribe", topics.subList(from, Math.min(topics.size(), from + TOPICS_A_MESSAGE))));
        }
        return asked;
    }

    private static String book(String symbol) {
        return "orderbook.200." + symbol;
    }

    private static String call(String operation, List<String> topics) {
        return topics.stream().map(it -> '"' + it + '"')
                .collect(Collectors.joining(",", "{\"op\":\"" + operation + "\",\"args\":[", "]}"));
    }

    @Override
    public List<String> renew(String symbol) {
        return List.of(call("unsubscribe", List.of(book(symbol))), call("subscribe", List.of(book(symbol))));
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    /** What stands beside the data is read first, wherever it stands. */
    @Override
    public void read(String text, long receivedMicros, Inbox inbox) {
        BybitHead head = BybitHead.of(text);
        if (head.topic().isEmpty()) {
            return;
        }
        Json json = Json.of(text);
        if (json.find("data")) {
            messages.read(head, json, receivedMicros, inbox);
        }
    }

    @Override
    public SequenceRule sequence() {
        return this;
    }

    @Override
    public boolean follows(long last, boolean isFirst, Observation.Book change) {
        return change.at().sequence() == last + 1;
    }
}
