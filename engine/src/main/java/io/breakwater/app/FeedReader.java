package io.breakwater.app;

import io.breakwater.domain.marks.IndexRule;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.live.LiveSettings;
import io.breakwater.feed.run.FeedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what feeds are configured. */
final class FeedReader {
    private static final int MOST_FEEDS = 64;
    private static final int MOST_SPEED = 1_000_000;
    private static final int MOST_CONSTITUENTS = 32;
    private static final List<String> DIALECTS =
            List.of("deribit", "binance-spot", "binance-usdm", "binance-coinm", "okx", "bybit");
    private static final Set<String> KEYS = Set.of("name", "venue", "prices", "impacts", "own-index", "states",
            "record-to", "index", "fix", "files", "speed-permille", "dialect", "url", "rest", "symbols", "silence",
            "ping", "min-backoff", "max-backoff");
    private static final Set<String> INDEX_KEYS = Set.of("asset", "constituents", "stale", "least", "cap-ppm");

    private FeedReader() {}

    /** @throws SettingFault naming key, value and remedy */
    static List<FeedSettings> read(SettingReader feeds) {
        List<FeedSettings> read = feeds.entries("sources").stream().map(feed -> feed(feed.of(KEYS))).toList();
        Set<String> names = new HashSet<>();
        for (FeedSettings feed : read) {
            if (!names.add(feed.name())) {
                throw new SettingFault("breakwater.feeds.sources", "has " + feed.name() + " twice", "rename one");
            }
        }
        if (read.size() > MOST_FEEDS) {
            throw new SettingFault("breakwater.feeds.sources", "has " + read.size(), "set at most " + MOST_FEEDS);
        }
        return read;
    }

    private static FeedSettings feed(SettingReader feed) {
        return new FeedSettings(feed.text("name"), feed.has("index") ? "index" : feed.text("venue"), pricing(feed),
                source(feed),
                feed.has("record-to") ? Path.of(feed.text("record-to")).toAbsolutePath().normalize() : null);
    }

    private static FeedSettings.Pricing pricing(SettingReader feed) {
        Map<String, Decimal> impacts = new TreeMap<>();
        feed.textsByKey("impacts").forEach((symbol, amount) -> impacts.put(symbol, amount(symbol, amount)));
        return new FeedSettings.Pricing(feed.textsByKey("prices"), impacts,
                feed.has("own-index") && Boolean.parseBoolean(feed.oneOf("own-index", List.of("true", "false"))),
                !feed.has("states") || feed.oneOf("states", List.of("restrict", "show")).equals("restrict"));
    }

    private static Decimal amount(String symbol, String text) {
        try {
            Decimal amount = Decimal.parse(text);
            if (amount.isPositive()) {
                return amount;
            }
        } catch (FeedFault malformed) {
            throw new SettingFault("breakwater.feeds.sources.impacts." + symbol, "is " + text, "give a number");
        }
        throw new SettingFault("breakwater.feeds.sources.impacts." + symbol, "is " + text, "give more than zero");
    }

    private static FeedSettings.Index index(SettingReader index) {
        List<String> constituents = index.texts("constituents");
        if (constituents.isEmpty() || constituents.size() > MOST_CONSTITUENTS) {
            throw new SettingFault("breakwater.feeds.sources.index.constituents", "has " + constituents.size(),
                    "name 1 to " + MOST_CONSTITUENTS);
        }
        IndexRule usual = IndexRule.DEFAULT;
        return new FeedSettings.Index(index.text("asset"), constituents, new IndexRule(
                micros(index, "stale", Duration.ofNanos(usual.staleAfterMicros() * 1_000)),
                index.has("least") ? index.number("least", 1, MOST_CONSTITUENTS) : usual.leastFresh(),
                index.has("cap-ppm") ? index.number("cap-ppm", 0, 1_000_000) : usual.capPpm()));
    }

    private static FeedSettings.Source source(SettingReader feed) {
        if (feed.has("index")) {
            return index(feed.at("index").of(INDEX_KEYS));
        }
        if (feed.has("fix")) {
            return new FeedSettings.Copies(FixReader.read(feed, feed.at("fix").of(FixReader.KEYS)));
        }
        return feed.has("files") ? files(feed) : live(feed);
    }

    private static FeedSettings.Files files(SettingReader feed) {
        List<Path> files = feed.texts("files").stream().map(it -> Path.of(it).toAbsolutePath().normalize()).toList();
        int speed = feed.has("speed-permille") ? feed.number("speed-permille", 1, MOST_SPEED) : 1_000;
        return new FeedSettings.Files(files, speed);
    }

    private static FeedSettings.Live live(SettingReader feed) {
        String dialect = feed.oneOf("dialect", DIALECTS);
        if (dialect.startsWith("binance") && !feed.has("rest")) {
            throw new SettingFault("breakwater.feeds.sources.rest", "is not set for " + dialect,
                    "name the address that whole books are fetched from");
        }
        return new FeedSettings.Live(FeedSettings.Dialect.valueOf(
                dialect.toUpperCase(Locale.ROOT).replace('-', '_')), new LiveSettings(
                address(feed, "url", "wss?"),
                feed.has("rest") ? address(feed, "rest", "https?") : null,
                feed.texts("symbols"),
                micros(feed, "silence", Duration.ofSeconds(20)),
                micros(feed, "ping", Duration.ofSeconds(15)),
                micros(feed, "min-backoff", Duration.ofMillis(200)),
                micros(feed, "max-backoff", Duration.ofSeconds(30))));
    }

    private static URI address(SettingReader feed, String key, String scheme) {
        String text = feed.text(key);
        if (!text.matches(scheme + "://[^\\s]+")) {
            throw new SettingFault("breakwater.feeds.sources." + key, "is " + text, "give a whole address");
        }
        return URI.create(text);
    }

    private static long micros(SettingReader feed, String key, Duration otherwise) {
        Duration span = feed.has(key) ? feed.span(key, Duration.ofMillis(1), Duration.ofHours(1)) : otherwise;
        return span.toNanos() / 1_000;
    }
}
