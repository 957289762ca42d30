package io.breakwater.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command line of a node: {@code --key VALUE} pairs, each at most once. Strict, so that a misspelt flag is not a
 * node with other settings than meant.
 *
 * @param configuration file whose settings stand above the built-in ones; null for none
 * @param overrides settings by path, above everything else
 */
record Arguments(Path configuration, Map<String, String> overrides, boolean wantsHelp) {
    private static final Set<String> HELP_WORDS = Set.of("--help", "-h");
    static final String HELP = """
            Starts a node on the embedded journal.

            usage: breakwater node [--data DIR] [--port N] [--bind ADDR] [--config FILE] [--environment NAME]

              --data DIR          where the node stores everything (default: data)
              --port N            port it serves on; 0: any free one (default: 7400)
              --bind ADDR         address it serves on (default: 127.0.0.1)
              --config FILE       settings in HOCON, above the built-in ones
              --environment NAME  production, uat or simulation (default: simulation)
            """;

    private static final String CONFIG = "--config";
    private static final Map<String, String> PATHS = Map.of(
            "--data", "breakwater.data-directory",
            "--port", "breakwater.gateway.port",
            "--bind", "breakwater.gateway.bind",
            "--environment", "breakwater.environment");

    /** For programs whose arguments are not these. */
    static boolean askForHelp(String... args) {
        return Stream.of(args).anyMatch(HELP_WORDS::contains);
    }

    /** @throws SettingFault naming the argument and the remedy */
    static Arguments parse(String[] args) {
        var overrides = new HashMap<String, String>();
        Path configuration = null;
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            String key = args[i];
            if (HELP_WORDS.contains(key)) {
                return new Arguments(null, Map.of(), true);
            }
            if (!key.equals(CONFIG) && !PATHS.containsKey(key)) {
                throw new SettingFault(key, "is not an argument of node", "see breakwater node --help");
            }
            if (seen.contains(key)) {
                throw new SettingFault(key, "stands there twice", "give it once");
            }
            seen.add(key);
            i++;
            if (i == args.length || args[i].isEmpty()) {
                throw new SettingFault(key, "has no value", "write " + key + " VALUE");
            }
            if (key.equals(CONFIG)) {
                configuration = Path.of(args[i]);
            } else {
                overrides.put(PATHS.get(key), args[i]);
            }
        }
        return new Arguments(configuration, Map.copyOf(overrides), false);
    }
}
