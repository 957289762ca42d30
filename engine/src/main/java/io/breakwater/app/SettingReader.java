package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings below one path and checks their ranges; a fault names the whole key. */
record SettingReader(Config config, String path) {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:/\\s\\[]+):(?<port>[0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    SettingReader at(String key) {
        return new SettingReader(config, path + "." + key);
    }

    String text(String key) {
        String value = read(key, config::getString);
        if (value.isBlank()) {
            throw new SettingFault(full(key), "is empty", "set it");
        }
        return value;
    }

    boolean has(String key) {
        return config.hasPath(full(key));
    }

    /** Of this block, sorted; none where there is no block. */
    Set<String> keys() {
        return config.hasPath(path) ? new TreeSet<>(read(config::getObject, path).keySet()) : Set.of();
    }

    /**
     * Holds the block's keys against those that are read of it.
     *
     * @throws SettingFault where it has another one
     */
    SettingReader of(Set<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw unknown(full(key), known);
            }
        }
        return this;
    }

    /** A key that nobody reads. @param known those that its block may have */
    static SettingFault unknown(String key, Set<String> known) {
        return new SettingFault(key, "is not known", "choose one of " + String.join(", ", new TreeSet<>(known)));
    }

    /** A list of blocks, each to be read like the whole. */
    List<SettingReader> entries(String key) {
        return read(key, config::getConfigList).stream()
                .map(entry -> new SettingReader(entry.atPath(full(key)), full(key)))
                .toList();
    }

    /** A block of texts; empty where there is none. */
    Map<String, String> textsByKey(String key) {
        if (!has(key)) {
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        read(key, config::getObject).forEach((name, value) -> texts.put(name, String.valueOf(value.unwrapped())));
        return texts;
    }

    List<String> texts(String key) {
        return read(key, config::getStringList);
    }

    /** host:port each; the host may be an IPv6 address in brackets. */
    List<String> addresses(String key) {
        List<String> addresses = texts(key);
        for (String address : addresses) {
            Matcher parts = ADDRESS.matcher(address);
            int port = parts.matches() ? Integer.parseInt(parts.group("port")) : 0;
            if (port < 1 || port > MAX_PORT) {
                throw new SettingFault(full(key), "has " + address,
                        "write host:port, with a port between 1 and " + MAX_PORT);
            }
        }
        return List.copyOf(addresses);
    }

    String oneOf(String key, List<String> choices) {
        String value = text(key);
        if (!choices.contains(value)) {
            throw new SettingFault(full(key), "is " + value, "choose one of " + String.join(", ", choices));
        }
        return value;
    }

    int number(String key, int least, int most) {
        return (int) within(key, read(key, config::getLong), least, most);
    }

    /** So many of them. */
    List<Integer> numbers(String key, int count, int least, int most) {
        List<Long> values = read(key, config::getLongList);
        if (values.size() != count) {
            throw new SettingFault(full(key), "has " + values.size(), "give " + count + " numbers");
        }
        return values.stream().map(value -> (int) within(key, value, least, most)).toList();
    }

    int bytes(String key, int least, int most) {
        return (int) within(key, read(key, config::getBytes), least, most);
    }

    /** Bytes, of any number. */
    long size(String key) {
        return read(key, config::getBytes);
    }

    Duration span(String key, Duration least, Duration most) {
        Duration value = read(key, config::getDuration);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw outside(key, value, least, most);
        }
        return value;
    }

    private long within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw outside(key, value, least, most);
        }
        return value;
    }

    private SettingFault outside(String key, Object value, Object least, Object most) {
        return new SettingFault(full(key), "is " + value, "set it between " + least + " and " + most);
    }

    private <T> T read(String key, Function<String, T> reading) {
        return read(reading, full(key));
    }

    private static <T> T read(Function<String, T> reading, String path) {
        try {
            return reading.apply(path);
        } catch (ConfigException e) {
            throw new SettingFault(path, "cannot be read (" + e.getMessage() + ")",
                    "see application.conf for its form");
        }
    }

    private String full(String key) {
        return path + "." + key;
    }
}
