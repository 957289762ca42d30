package io.breakwater.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line behind the bench's name: numbers with bounds, switches, a directory. */
public final class BenchOptions {

    static final String HELP = """
              --rounds N          turns of each side (default 5)
              --seconds N         measured time of one turn (default 5)
              --dir DIR           where to write (default: the system's temporary directory); must be a real disk
              --uniform           decisions: 1,000 counterparties, all alike, instead of 10,000 by Zipf 1.4
              --counterparties N  decisions, recover: how many
              --pace N            decisions, hot: decisions/s of the run that measures latency
            """;

    private static final Set<String> NUMBERS = Set.of("--rounds", "--seconds", "--counterparties", "--pace");
    private static final Set<String> SWITCHES = Set.of("--uniform");
    private static final String DIRECTORY = "--dir";

    private final Map<String, String> values;

    private BenchOptions(Map<String, String> values) {
        this.values = values;
    }

    static BenchOptions parse(List<String> args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String key = args.get(i);
            if (SWITCHES.contains(key)) {
                values.put(key, "");
            } else if (NUMBERS.contains(key) || key.equals(DIRECTORY)) {
                if (++i == args.size()) {
                    throw new UsageFault(key + " needs a value");
                }
                values.put(key, args.get(i));
            } else {
                throw new UsageFault("unknown option " + key);
            }
        }
        return new BenchOptions(values);
    }

    public int rounds() {
        return number("rounds", 5, 1, 100);
    }

    public int seconds() {
        return number("seconds", 5, 1, 60);
    }

    public boolean isUniform() {
        return values.containsKey("--uniform");
    }

    Path directory() {
        return Path.of(values.getOrDefault(DIRECTORY, System.getProperty("java.io.tmpdir")));
    }

    /** @throws UsageFault when it is given and is no number from least to most */
    public int number(String name, int otherwise, int least, int most) {
        String text = values.get("--" + name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number out of range.
        }
        throw new UsageFault("--" + name + " is " + text + ": choose a number from " + least + " to " + most);
    }
}
