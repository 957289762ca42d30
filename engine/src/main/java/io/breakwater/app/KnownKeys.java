package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.breakwater.journal.rocksdb.StoreSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds a file's keys below {@code breakwater} against those that there are: a misspelt one would leave the usual value
 * in force where another was meant. The readers of lists and of the policy hold those keys against their own.
 */
final class KnownKeys {
    private static final String ROOT = "breakwater";
    private static final Set<String> TLS = Set.of("key", "certificate", "authority");
    /** Those without a usual value, by block. */
    private static final Map<String, Set<String>> WITHOUT_USUAL = Map.of(
            ROOT, Set.of("policy"),
            ROOT + ".cluster", Set.of("advertised"),
            ROOT + ".cluster.advertised", Set.of("host", "port"),
            ROOT + ".cluster.tls", TLS,
            ROOT + ".links.tls", TLS);
    private static final String RECORD = ROOT + ".record.cassandra";
    private static final String JOURNAL = ROOT + ".journal.cassandra";
    /** Blocks that Pekko reads, or {@link PolicyReader}. */
    private static final Pattern OTHERS = Pattern.compile(
            "breakwater\\.(policy|journal\\.[a-z]+\\.(journal|snapshot|query|[a-z]+-dispatcher))");

    /** The node writes its own value over whatever is given. */
    private static final String PLACED = StoreSettings.PATH + ".directory";

    private final Config builtIn;

    KnownKeys(Config builtIn) {
        this.builtIn = builtIn;
    }

    /** @param file resolved */
    void require(Config file) {
        if (file.root().get(ROOT) instanceof ConfigObject block) {
            require(ROOT, block);
        }
    }

    private void require(String path, ConfigObject block) {
        Set<String> known = known(path);
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(block).entrySet()) {
            String key = path + "." + entry.getKey();
            if (key.equals(PLACED)) {
                throw new SettingFault(key, "is the node's to set", "set breakwater.data-directory, or give --data");
            }
            if (!known.contains(entry.getKey())) {
                throw SettingReader.unknown(key, known);
            }
            if (entry.getValue() instanceof ConfigObject inner && isBlock(key) && !OTHERS.matcher(key).matches()) {
                require(key, inner);
            }
        }
    }

    /** A list may be written as a block of its places. */
    private boolean isBlock(String path) {
        return WITHOUT_USUAL.containsKey(path) || usual(path) != null;
    }

    private ConfigObject usual(String path) {
        return builtIn.hasPath(path) && builtIn.getValue(path) instanceof ConfigObject block ? block : null;
    }

    private Set<String> known(String path) {
        Set<String> known = new TreeSet<>(WITHOUT_USUAL.getOrDefault(path, Set.of()));
        ConfigObject usual = usual(path);
        if (usual != null) {
            known.addAll(usual.keySet());
        }
        if (path.equals(RECORD) || path.startsWith(RECORD + ".")) {
            known.addAll(known(JOURNAL + path.substring(RECORD.length())));
        }
        return known;
    }
}
