package io.breakwater.cassandra;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a ring is like.
 *
 * @param nodes 1 to 9, each in a rack of its own
 * @param sync commitlog_sync: batch or group; periodic acknowledges before it has synced
 * @param writeTimeoutMillis how long a coordinator waits for replicas; conditional writes alike
 * @param compilerLevel 1 starts sooner, 4 runs faster in the end
 * @param more lines of cassandra.yaml, by key
 */
public record RingOptions(int nodes, String dataCenter, String sync, int writeTimeoutMillis, int compilerLevel,
        Map<String, String> more) {

    /** As the tests use it. */
    public static RingOptions of(int nodes) {
        return new RingOptions(nodes, "dc1", "batch", 2_000, 1, Map.of());
    }

    /** For measuring. */
    public RingOptions measured() {
        return new RingOptions(nodes, dataCenter, sync, writeTimeoutMillis, 4, more);
    }

    public RingOptions with(Map<String, String> yaml) {
        return new RingOptions(nodes, dataCenter, sync, writeTimeoutMillis, compilerLevel, Map.copyOf(yaml));
    }

    public RingOptions synced(String how) {
        return new RingOptions(nodes, dataCenter, how, writeTimeoutMillis, compilerLevel, more);
    }

    public RingOptions timeout(int millis) {
        return new RingOptions(nodes, dataCenter, sync, millis, compilerLevel, more);
    }

    /** Whether nobody is let in without one. */
    boolean asksForPasswords() {
        return more.getOrDefault("authenticator", "").endsWith("PasswordAuthenticator");
    }

    /** Starts a ring with these options. @param directory new or empty; holds everything the nodes write */
    public Ring start(Path directory) {
        return Ring.start(directory, this);
    }
}
