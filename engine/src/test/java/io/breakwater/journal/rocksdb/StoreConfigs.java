package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.journal.TestPayload;
import io.breakwater.journal.TestPayloadSerializer;
import java.nio.file.Path;

/** Configurations of stores for tests: the defaults, in a given directory. */
public final class StoreConfigs {

    private StoreConfigs() {
    }

    /** Defaults but for the directory and {@code overrides}, whose keys are relative to the store's section. */
    public static Config of(Path directory, String overrides) {
        return ConfigFactory.parseString(
                StoreSettings.PATH + " { directory = \"" + directory + "\"\n" + overrides + "}\n"
                + "pekko.persistence.journal.plugin = " + StoreSettings.PATH + ".journal\n"
                + "pekko.persistence.snapshot-store.plugin = " + StoreSettings.PATH + ".snapshot\n"
                + "pekko.persistence.publish-plugin-commands = on\n"
                + "pekko.loglevel = ERROR\n"
                + "pekko.stdout-loglevel = ERROR\n"
                + "pekko.actor.serializers.journal-test = \"" + TestPayloadSerializer.class.getName() + "\"\n"
                + "pekko.actor.serialization-bindings { \"" + TestPayload.class.getName() + "\" = journal-test }\n")
                .withFallback(ConfigFactory.load());
    }

    public static StoreSettings settings(Path directory) {
        return settings(directory, "");
    }

    public static StoreSettings settings(Path directory, String overrides) {
        return StoreSettings.from(of(directory, overrides));
    }
}
