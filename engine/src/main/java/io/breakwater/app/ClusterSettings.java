package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.AddressFromURIString;

/**
 * The node among others of its data center.
 *
 * @param name nodes of another one are refused
 * @param seeds host:port of members whom a node asks to let it in; none: it is alone
 * @param bind where it listens for other members
 * @param advertised what others call it by, where that is not the address it listens on; else null
 * @param stale without a word of the tape for so long, a node's view of the market is not current
 * @param ended how it finds out that a silent member's process has ended
 * @param settled two clusters that have been the same for so long become one; zero: never
 * @param health where it says how it is
 * @param tls mutual, between nodes; none: they speak openly
 */
record ClusterSettings(String name, List<String> seeds, Address bind, Address advertised, Duration stale,
        Ended ended, Duration settled, Address health, Optional<TlsFiles> tls) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_REFUSALS = 100;
    private static final String SYSTEM = "pekko://" + Node.NAME + "@";
    /**
     * The first seed founds a cluster when none of the others has answered for so long. Those that are no members
     * either say so at once; those that are may be slow, and two clusters contend for every log until they are one
     * again.
     */
    private static final String FOUNDS_AFTER = "10s";

    /** @param port 0: any free one; −1: none */
    record Address(String host, int port) {}

    /**
     * A member that does not answer and whose port refuses has ended.
     *
     * @param interval between two connections to a silent member's port
     * @param refusals in a row that are believed; 0: none, its silence alone decides
     */
    record Ended(Duration interval, int refusals) {}

    boolean isShared() {
        return !seeds.isEmpty();
    }

    /** @throws SettingFault naming key, value and remedy */
    static ClusterSettings from(SettingReader cluster) {
        List<String> seeds = cluster.addresses("seeds");
        Address bind = new Address(cluster.text("bind"), cluster.number("port", 0, MAX_PORT));
        if (!seeds.isEmpty() && bind.port() == 0) {
            throw new SettingFault(cluster.path() + ".port", "is 0", "name the port that other members know it by");
        }
        Address advertised = cluster.has("advertised.host")
                ? new Address(cluster.text("advertised.host"), cluster.number("advertised.port", 1, MAX_PORT))
                : null;
        return new ClusterSettings(cluster.text("name"), seeds, bind, advertised,
                cluster.span("stale-view", Duration.ofMillis(500), Duration.ofMinutes(1)),
                new Ended(cluster.span("ended.interval", Duration.ofMillis(50), Duration.ofSeconds(10)),
                        cluster.number("ended.refusals", 0, MAX_REFUSALS)),
                settled(cluster),
                new Address(cluster.text("health.bind"), cluster.number("health.port", -1, MAX_PORT)),
                TlsFiles.readRsa(cluster.at("tls")));
    }

    /** Below a second nothing is known of who is silent. */
    private static Duration settled(SettingReader cluster) {
        Duration settled = cluster.span("unite-after", Duration.ZERO, Duration.ofMinutes(10));
        if (!settled.isZero() && settled.toSeconds() == 0) {
            throw new SettingFault(cluster.path() + ".unite-after", "is " + settled.toMillis() + " ms",
                    "set it to a second or more, or to 0 for never");
        }
        return settled;
    }

    /** How a second cluster is known, and which one gives way. @param own all settings of the node */
    Reunion.Setup reunion(Config own) {
        return new Reunion.Setup(JoinCheck.values(own),
                seeds.stream().map(seed -> AddressFromURIString.parse(SYSTEM + seed)).toList(), settled);
    }

    /** What of it Pekko is to know, above its own settings. */
    Config pekko() {
        Map<String, Object> above = new HashMap<>();
        Address called = advertised == null ? bind : advertised;
        above.put("pekko.remote.artery.canonical.hostname", called.host());
        above.put("pekko.remote.artery.canonical.port", called.port());
        if (advertised != null) {
            above.put("pekko.remote.artery.bind.hostname", bind.host());
            above.put("pekko.remote.artery.bind.port", bind.port());
        }
        above.put("pekko.cluster.seed-nodes", seeds.stream().map(seed -> SYSTEM + seed).toList());
        if (isShared() && seeds.getFirst().equals(called.host() + ":" + called.port())) {
            above.put("pekko.cluster.seed-node-timeout", FOUNDS_AFTER);
        }
        tls.ifPresent(files -> {
            String provider = "pekko.remote.artery.ssl.";
            above.put("pekko.remote.artery.transport", "tls-tcp");
            above.put(provider + "ssl-engine-provider",
                    "org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider");
            above.put(provider + "rotating-keys-engine.key-file", files.key().toString());
            above.put(provider + "rotating-keys-engine.cert-file", files.certificate().toString());
            above.put(provider + "rotating-keys-engine.ca-cert-file", files.authority().toString());
        });
        Config own = ConfigFactory.parseMap(above, "breakwater.cluster");
        return isShared() ? own.withFallback(ConfigFactory.parseResources("cluster.conf")) : own;
    }
}
