package io.breakwater.journal.rocksdb;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * What one store may use and where it lives.
 *
 * @param directory holds the store, its lock and nothing else; created when missing
 */
public record StoreSettings(Path directory, WriteBounds writes, FileSizes files, ReadBounds reads) {

    /** Where the settings stand in the configuration. */
    public static final String PATH = "breakwater.journal.rocksdb";

    /** @throws IllegalArgumentException naming key, value and remedy when a setting is out of its range */
    public static StoreSettings from(Config root) {
        Config config = root.getConfig(PATH);
        String directory = config.getString("directory");
        if (directory.isBlank()) {
            throw new IllegalArgumentException(
                    PATH + ".directory is empty: name the directory that keeps the journal, for example data/journal");
        }
        return new StoreSettings(
                Path.of(directory), WriteBounds.from(config), FileSizes.from(config), ReadBounds.from(config));
    }

    static int intAtLeast(Config config, String key, int least) {
        return (int) within(key, config.getInt(key), least, Integer.MAX_VALUE);
    }

    static long bytesAtLeast(Config config, String key, long least) {
        return within(key, config.getBytes(key), least, Long.MAX_VALUE);
    }

    static int bytesAsInt(Config config, String key) {
        return (int) within(key, config.getBytes(key), 1, 1 << 30);
    }

    private static long within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PATH + "." + key + " is " + value + ": set it between " + least + " and " + most);
        }
        return value;
    }
}
