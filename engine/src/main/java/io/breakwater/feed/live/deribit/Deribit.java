package io.breakwater.feed.live.deribit;

import io.breakwater.feed.Observation;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Json;
import io.breakwater.feed.live.SequenceRule;
import io.breakwater.feed.live.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Subscribes to ticker, trades and book of instruments, and to the price of indexes, which are the symbols in lower
 * case ({@code btc_usd}). How the instruments of their currencies are, and which indexes are locked, is asked for once
 * a connection and told from then on.
 */
public final class Deribit implements Venue, SequenceRule {
    static final String ID = "deribit";
    private static final int CHANNELS_A_MESSAGE = 300;
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":{%s}}";
    private static final String TEST = call(9, "public/test", "");

    private final DeribitMessages messages = new DeribitMessages();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> subscribe(List<String> symbols) {
        List<String> channels = new ArrayList<>();
        for (String symbol : symbols) {
            if (isIndex(symbol)) {
                channels.add("deribit_price_index." + symbol);
            } else {
                channels.add("ticker." + symbol + ".100ms");
                channels.add("trades." + symbol + ".100ms");
                channels.add("book." + symbol + ".100ms");
            }
        }
        symbols.stream().filter(it -> !isIndex(it)).map(Deribit::currency).distinct()
                .forEach(it -> channels.add("instrument.state.any." + it));
        channels.add("platform_state");
        List<String> calls = new ArrayList<>();
        calls.add(call(1, "public/set_heartbeat", "\"interval\":30"));
        for (int from = 0; from < channels.size(); from += CHANNELS_A_MESSAGE) {
            calls.add(call("public/subscribe",
                    channels.subList(from, Math.min(channels.size(), from + CHANNELS_A_MESSAGE))));
        }
        symbols.stream().filter(it -> !isIndex(it)).map(Deribit::currency).distinct()
                .forEach(it -> calls.add(call(3, "public/get_instruments",
                        "\"currency\":\"" + it + "\",\"expired\":false")));
        calls.add(call(4, "public/status", ""));
        return calls;
    }

    private static boolean isIndex(String symbol) {
        return symbol.indexOf('_') > 0 && Character.isLowerCase(symbol.charAt(0));
    }

    /** {@code BTC} of {@code BTC-PERPETUAL}; {@code USDC} of {@code SOL_USDC-PERPETUAL}. */
    private static String currency(String symbol) {
        String pair = symbol.substring(0, Math.max(0, symbol.indexOf('-')));
        return pair.substring(pair.indexOf('_') + 1);
    }

    private static String call(int id, String method, String parameters) {
        return String.format(Locale.ROOT, CALL, id, method, parameters);
    }

    private static String call(String method, List<String> channels) {
        return call(2, method, "\"channels\":"
                + channels.stream().map(it -> '"' + it + '"').collect(Collectors.joining(",", "[", "]")));
    }

    /** A new subscription begins with the whole book. */
    @Override
    public List<String> renew(String symbol) {
        List<String> book = List.of("book." + symbol + ".100ms");
        return List.of(call("public/unsubscribe", book), call("public/subscribe", book));
    }

    @Override
    public String ping() {
        return TEST;
    }

    @Override
    public void read(String text, long receivedMicros, Inbox inbox) {
        Json json = Json.of(text);
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "params" -> params(json, receivedMicros, inbox);
                case "result" -> {
                    if (json.isArray()) {
                        messages.instruments(json, receivedMicros, inbox);
                    } else if (json.isObject()) {
                        messages.answered(json, receivedMicros, inbox);
                    }
                }
                default -> json.skip();
            }
        }
    }

    /** The channel stands before its data, always so far; data of no channel are told apart by their fields. */
    private void params(Json json, long receivedMicros, Inbox inbox) {
        String channel = "";
        for (String field = json.field(); field != null; field = json.field()) {
            switch (field) {
                case "channel" -> channel = json.text();
                case "data" -> messages.read(channel, json, receivedMicros, inbox);
                case "type" -> {
                    if (json.text().equals("test_request")) {
                        inbox.answer(TEST);
                    }
                }
                default -> json.skip();
            }
        }
    }

    @Override
    public SequenceRule sequence() {
        return this;
    }

    @Override
    public boolean follows(long last, boolean isFirst, Observation.Book change) {
        return change.chain().previous() == last;
    }
}
