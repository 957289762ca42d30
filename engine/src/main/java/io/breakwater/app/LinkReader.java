package io.breakwater.app;

import io.breakwater.gateway.counterparty.Home;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkSettings.Bounds;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkSettings.Rhythm;
import io.breakwater.link.LinkSettings.Tls;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what links to other data centers are configured. */
final class LinkReader {
    private static final int MOST_PEERS = 15;
    private static final int MAX_DATA_CENTER = 127;
    private static final int MAX_PORT = 65_535;
    private static final String LOOPBACK = "(localhost|127\\.[0-9.]+|\\[?::1\\]?)(:[0-9]+)?";
    private static final String IDENTIFIER = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Set<String> PEER_KEYS = Set.of("id", "number", "addresses");

    private LinkReader() {}

    /** @throws SettingFault naming key, value and remedy */
    static LinkSettings read(SettingReader links, Home home, NodeJournal.Kind journal) {
        LinkSettings read = new LinkSettings(
                links.text("bind"),
                links.number("port", LinkSettings.OFF, MAX_PORT),
                links.entries("peers").stream().map(peer -> peer(peer.of(PEER_KEYS))).toList(),
                TlsFiles.read(links.at("tls")).map(tls -> new Tls(tls.key(), tls.certificate(), tls.authority())),
                new Rhythm(
                        links.span("poll." + journal.name().toLowerCase(Locale.ROOT),
                                Duration.ofMillis(1), Duration.ofSeconds(10)),
                        links.span("beat", Duration.ofMillis(10), Duration.ofSeconds(10)),
                        links.span("cut-after", Duration.ofMillis(100), Duration.ofMinutes(10)),
                        links.span("min-backoff", Duration.ofMillis(10), Duration.ofMinutes(1)),
                        links.span("max-backoff", Duration.ofMillis(10), Duration.ofMinutes(10))),
                new Bounds(
                        links.bytes("window", 2 << 20, 1 << 30),
                        links.size("keep-free"),
                        links.oneOf("compression", List.of("gzip", "none")).equals("gzip")));
        requireDistinct(read.peers(), home);
        if (read.tls().isEmpty()) {
            requireLoopback(read);
        }
        return read;
    }

    private static Peer peer(SettingReader peer) {
        String id = identifier(peer.path() + ".id", peer.text("id"));
        return new Peer(id, peer.number("number", 0, MAX_DATA_CENTER), peer.addresses("addresses"));
    }

    /** Of a data center: callers name it, and it is part of names of certificates and of logs. */
    static String identifier(String key, String id) {
        if (!id.matches(IDENTIFIER)) {
            throw new SettingFault(key, "is " + id, "use lower-case letters, digits and dashes, a letter first");
        }
        return id;
    }

    private static void requireDistinct(List<Peer> peers, Home home) {
        Set<String> ids = new HashSet<>(Set.of(home.id()));
        Set<Integer> numbers = new HashSet<>(Set.of(home.number()));
        for (Peer peer : peers) {
            if (!ids.add(peer.id()) || !numbers.add(peer.number())) {
                throw new SettingFault("breakwater.links.peers", "has id " + peer.id() + " or number "
                        + peer.number() + " twice, or this data center's", "give each its own");
            }
        }
        if (peers.size() > MOST_PEERS) {
            throw new SettingFault("breakwater.links.peers", "has " + peers.size(), "set at most " + MOST_PEERS);
        }
    }

    /** Whoever could reach the port without a certificate would get every decision. */
    private static void requireLoopback(LinkSettings links) {
        if (links.serves() && !links.bind().matches(LOOPBACK)) {
            throw new SettingFault("breakwater.links.bind", "is " + links.bind() + " without TLS",
                    "set breakwater.links.tls, or bind to 127.0.0.1");
        }
        for (Peer peer : links.peers()) {
            for (String address : peer.addresses()) {
                if (!address.matches(LOOPBACK)) {
                    throw new SettingFault("breakwater.links.peers", "has " + address + " without TLS",
                            "set breakwater.links.tls");
                }
            }
        }
    }
}
