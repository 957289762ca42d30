package io.breakwater.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line behind the bench's name: numbers with bounds, a switch, a directory. */
public final class BenchOptions {

    static final String HELP = """
              --rounds N          turns of each side (default 5)
              --seconds N         measured time of one turn (default 5)
              --warm-up N         decisions, hot, cassandra, scale: turns before those that count (default 12; 4)
              --dir DIR           where to write (default: the system's temporary directory); must be a real disk
              --uniform           decisions: 1,000 counterparties, all alike, instead of 10,000 by Zipf 1.4
              --counterparties N  decisions (default 10,000 or 1,000), recover (100,000), memory (50,000), scale (300)
              --pace N            decisions, hot, link: decisions/s of the run that measures latency (default 50,000)
              --pack N            decisions, hot, scale: items of a pack (default 4,096; 512)
              --in-flight N       decisions, hot, scale: packs in flight (default 16; 8; 12)
            """;

    private record Range(int least, int most) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            "--rounds", new Range(1, 100),
            "--seconds", new Range(1, 60),
            "--warm-up", new Range(1, 100),
            "--counterparties", new Range(1, 1_000_000),
            "--pace", new Range(1_000, 2_000_000),
            "--pack", new Range(1, 4_096),
            "--in-flight", new Range(1, 64));
    private static final Set<String> SWITCHES = Set.of("--uniform");
    private static final String DIRECTORY = "--dir";
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;

    private final Map<String, String> values = new HashMap<>();

    private BenchOptions() {}

    /** @throws UsageFault naming the option */
    static BenchOptions parse(List<String> args) {
        BenchOptions options = new BenchOptions();
        for (int i = 0; i < args.size(); i++) {
            String key = args.get(i);
            if (SWITCHES.contains(key)) {
                options.values.put(key, "");
            } else if (i + 1 < args.size() && (NUMBERS.containsKey(key) || key.equals(DIRECTORY))) {
                options.values.put(key, checked(key, args.get(++i)));
            } else {
                throw new UsageFault("option " + key + " is unknown or has no value");
            }
        }
        return options;
    }

    private static String checked(String key, String value) {
        Range range = NUMBERS.get(key);
        boolean fits = range == null || value.matches("[0-9]{1,9}")
                && Integer.parseInt(value) >= range.least() && Integer.parseInt(value) <= range.most();
        if (!fits) {
            throw new UsageFault("%s is %s: choose a number from %,d to %,d"
                    .formatted(key, value, range.least(), range.most()));
        }
        return value;
    }

    public int rounds() {
        return number("rounds", ROUNDS);
    }

    public int seconds() {
        return number("seconds", SECONDS);
    }

    public boolean isUniform() {
        return values.containsKey("--uniform");
    }

    Path directory() {
        return Path.of(values.getOrDefault(DIRECTORY, System.getProperty("java.io.tmpdir")));
    }

    /** An option of this name, without its dashes. */
    public int number(String name, int otherwise) {
        String value = values.get("--" + name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
