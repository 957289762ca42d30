package io.breakwater.feed.live.okx;

import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.OrderBook;
import io.breakwater.feed.live.SequenceRule;
import io.breakwater.feed.live.Venue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Subscribes to trades, tickers, books, for derivatives to marks, funding and the index below them, and to how the
 * instruments of each kind are.
 */
public final class Okx implements Venue, SequenceRule {
    static final String ID = "okx";
    private static final int CHECKED_LEVELS = 25;
    private static final int SPOT_PARTS = 2;
    private static final String PING = "ping";
    private static final String PONG = "pong";

    private final OkxMessages messages = new OkxMessages();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> subscribe(List<String> symbols) {
        List<String> asked = new ArrayList<>();
        for (String symbol : symbols) {
            List<String> channels = new ArrayList<>(List.of("trades", "tickers", "books"));
            if (symbol.split("-").length > SPOT_PARTS) {
                channels.add("mark-price");
            }
            if (symbol.endsWith("-SWAP")) {
                channels.add("funding-rate");
            }
            asked.add(call("subscribe", channels, symbol));
        }
        symbols.stream().filter(it -> it.split("-").length > SPOT_PARTS)
                .map(it -> it.substring(0, it.indexOf('-', it.indexOf('-') + 1))).distinct()
                .forEach(it -> asked.add(call("subscribe", List.of("index-tickers"), it)));
        symbols.stream().map(Okx::kind).distinct().forEach(it -> asked.add("{\"op\":\"subscribe\",\"args\":["
                + "{\"channel\":\"instruments\",\"instType\":\"" + it + "\"}]}"));
        messages.wants(symbols);
        return asked;
    }

    private static String kind(String symbol) {
        return symbol.split("-").length == SPOT_PARTS ? "SPOT"
                : symbol.endsWith("-SWAP") ? "SWAP"
                : symbol.endsWith("-C") || symbol.endsWith("-P") ? "OPTION" : "FUTURES";
    }

    private static String call(String operation, List<String> channels, String symbol) {
        return channels.stream()
                .map(it -> "{\"channel\":\"" + it + "\",\"instId\":\"" + symbol + "\"}")
                .collect(Collectors.joining(",", "{\"op\":\"" + operation + "\",\"args\":[", "]}"));
    }

    @Override
    public List<String> renew(String symbol) {
        return List.of(call("unsubscribe", List.of("books"), symbol), call("subscribe", List.of("books"), symbol));
    }

    @Override
    public String ping() {
        return PING;
    }

    @Override
    public void read(String text, long receivedMicros, Inbox inbox) {
        if (text.equals(PONG)) {
            return;
        }
        String channel = "";
        String symbol = "";
        boolean isWhole = false;
        Json json = Json.of(text);
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "arg" -> {
                    for (String part = json.field(); part != null; part = json.field()) {
                        switch (part) {
                            case "channel" -> channel = json.text();
                            case "instId" -> symbol = json.text();
                            default -> json.skip();
                        }
                    }
                }
                case "action" -> isWhole = json.text().equals("snapshot");
                case "data" -> messages.read(new OkxMessages.Head(channel, symbol, isWhole), json, receivedMicros,
                        inbox);
                default -> json.skip();
            }
        }
    }

    @Override
    public SequenceRule sequence() {
        return this;
    }

    /** After a maintenance the venue may count on from less; a change that names no other is judged by checksum. */
    @Override
    public boolean follows(long last, boolean isFirst, Observation.Book change) {
        return change.chain().previous() == last;
    }

    /** A number that is lower than the one it follows begins another count. */
    @Override
    public boolean isOld(long last, Observation.Book change) {
        return change.at().sequence() != 0 && change.at().sequence() <= last && change.chain().previous() != last;
    }

    /** CRC-32 of the first levels, bid and ask in turns, as the venue writes them. */
    @Override
    public boolean agrees(OrderBook book, int checksum) {
        List<Level> bids = book.bids(CHECKED_LEVELS);
        List<Level> asks = book.asks(CHECKED_LEVELS);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < CHECKED_LEVELS; i++) {
            add(parts, bids, i);
            add(parts, asks, i);
        }
        CRC32 crc = new CRC32();
        crc.update(String.join(":", parts).getBytes(StandardCharsets.US_ASCII));
        return (int) crc.getValue() == checksum;
    }

    private static void add(List<String> parts, List<Level> side, int index) {
        if (index < side.size()) {
            parts.add(side.get(index).price().toString());
            parts.add(side.get(index).amount().toString());
        }
    }
}
