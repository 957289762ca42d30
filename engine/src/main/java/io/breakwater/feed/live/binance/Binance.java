package io.breakwater.feed.live.binance;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.Levels;
import io.breakwater.feed.live.SequenceRule;
import io.breakwater.feed.live.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Subscribes to aggTrade, bookTicker and depth, and for futures to markPrice, forceOrder and contractInfo. How futures
 * are is fetched besides.
 */
public final class Binance implements Venue, SequenceRule {
    private static final int STREAMS_A_MESSAGE = 150;
    /** What is fetched may have no time of its own; it is taken to be so much older than its receipt. */
    private static final long UNTIMED_MICROS = 10_000_000;

    private final BinanceMarket market;
    private final BinanceMessages messages;

    public Binance(BinanceMarket market) {
        this.market = market;
        this.messages = new BinanceMessages(market.venue());
    }

    @Override
    public String id() {
        return market.venue();
    }

    @Override
    public List<String> subscribe(List<String> symbols) {
        List<String> streams = new ArrayList<>();
        for (String symbol : symbols) {
            String name = symbol.toLowerCase(Locale.ROOT);
            streams.add(name + "@aggTrade");
            streams.add(name + "@bookTicker");
            streams.add(name + "@depth@100ms");
            if (market.hasMarks()) {
                streams.add(name + "@markPrice@1s");
                streams.add(name + "@forceOrder");
            }
        }
        if (market.hasMarks()) {
            streams.add("!contractInfo");
        }
        messages.wants(symbols);
        List<String> asked = new ArrayList<>();
        for (int from = 0; from < streams.size(); from += STREAMS_A_MESSAGE) {
            asked.add(streams.subList(from, Math.min(streams.size(), from + STREAMS_A_MESSAGE)).stream()
                    .map(it -> '"' + it + '"')
                    .collect(Collectors.joining(",", "{\"method\":\"SUBSCRIBE\",\"params\":[", "],\"id\":1}")));
        }
        return asked;
    }

    @Override
    public List<String> renew(String symbol) {
        return List.of();
    }

    @Override
    public String snapshotPath(String symbol) {
        return market.depthPath(symbol);
    }

    @Override
    public void readSnapshot(String symbol, String text, long receivedMicros, Inbox inbox) {
        long at = receivedMicros - UNTIMED_MICROS;
        long last = 0;
        List<Observation.Level> bids = List.of();
        List<Observation.Level> asks = List.of();
        Json json = Json.of(text);
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "lastUpdateId" -> last = json.number();
                case "T" -> at = json.millis();
                case "bids" -> bids = Levels.of(json);
                case "asks" -> asks = Levels.of(json);
                default -> json.skip();
            }
        }
        inbox.observed(new Observation.Book(new VenueSymbol(market.venue(), symbol),
                new Stamp(at, receivedMicros, last), true, Observation.Chain.NONE, bids, asks));
    }

    @Override
    public String statesPath() {
        return market.statesPath();
    }

    @Override
    public void readStates(String text, long receivedMicros, Inbox inbox) {
        Json json = Json.of(text);
        if (json.find("symbols")) {
            messages.states(json, new Stamp(receivedMicros - UNTIMED_MICROS, receivedMicros, 0), inbox);
        }
    }

    @Override
    public void read(String text, long receivedMicros, Inbox inbox) {
        Json json = Json.of(text);
        for (String field = json.field(); field != null; field = json.field()) {
            if (field.equals("data") && json.isObject()) {
                messages.read(json, receivedMicros, inbox);
            } else {
                json.skip();
            }
        }
    }

    @Override
    public SequenceRule sequence() {
        return this;
    }

    /** The first change after a whole book may overlap it; later ones follow without a gap. */
    @Override
    public boolean follows(long last, boolean isFirst, Observation.Book change) {
        long previous = change.chain().previous();
        return isFirst ? previous <= last && change.at().sequence() >= last : previous == last;
    }
}
