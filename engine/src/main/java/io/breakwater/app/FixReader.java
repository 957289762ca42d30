package io.breakwater.app;

import io.breakwater.feed.fix.FixSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the session of a drop copy. */
final class FixReader {
    private static final int MOST_ACCOUNTS = 10_000;
    private static final int MOST_PORT = 65_535;
    private static final List<String> ROLES = List.of("initiator", "acceptor");
    private static final List<String> COMBOS = List.of("whole", "legs", "apart");
    static final Set<String> KEYS = Set.of("role", "host", "port", "heartbeat", "sender", "target", "accounts",
            "hedged", "combos", "tls", "quickfixj");
    private static final Set<String> TLS_KEYS = Set.of("keys", "keys-password", "trust", "trust-password");

    private FixReader() {}

    /** @throws SettingFault naming key, value and remedy */
    static FixSettings read(SettingReader feed, SettingReader fix) {
        FixSettings.Role role =
                FixSettings.Role.valueOf(fix.oneOf("role", ROLES).toUpperCase(Locale.ROOT));
        int heartbeat = fix.has("heartbeat")
                ? (int) fix.span("heartbeat", Duration.ofSeconds(1), Duration.ofMinutes(10)).toSeconds() : 30;
        return new FixSettings(feed.text("name"), feed.text("venue"),
                new FixSettings.Side(role, fix.text("host"), fix.number("port", 1, MOST_PORT), heartbeat),
                new FixSettings.Ids(fix.text("sender"), fix.text("target")),
                accounts(fix), combos(fix), more(fix, role));
    }

    private static FixSettings.Combos combos(SettingReader fix) {
        return fix.has("combos") ? FixSettings.Combos.valueOf(fix.oneOf("combos", COMBOS).toUpperCase(Locale.ROOT))
                : FixSettings.Combos.UNSAID;
    }

    /** What is told to QuickFIX/J by name stands above what follows from other settings. */
    private static Map<String, String> more(SettingReader fix, FixSettings.Role role) {
        Map<String, String> more = new TreeMap<>();
        if (fix.has("tls")) {
            more.putAll(FixTls.read(fix.at("tls").of(TLS_KEYS), role));
        }
        more.putAll(fix.textsByKey("quickfixj"));
        return more;
    }

    private static Map<String, FixSettings.Owner> accounts(SettingReader fix) {
        Map<String, FixSettings.Owner> accounts = new TreeMap<>();
        List<String> hedged = fix.has("hedged") ? fix.texts("hedged") : List.of();
        fix.textsByKey("accounts").forEach((theirs, ours) -> {
            String[] parts = ours.split("/");
            if (parts.length != 2) {
                throw new SettingFault("breakwater.feeds.sources.fix.accounts." + theirs, "is " + ours,
                        "name counterparty/account");
            }
            accounts.put(theirs, new FixSettings.Owner(parts[0], parts[1], hedged.contains(theirs)));
        });
        for (String theirs : hedged) {
            if (!accounts.containsKey(theirs)) {
                throw new SettingFault("breakwater.feeds.sources.fix.hedged", "has " + theirs,
                        "name accounts that stand in fix.accounts");
            }
        }
        if (accounts.size() > MOST_ACCOUNTS) {
            throw new SettingFault("breakwater.feeds.sources.fix.accounts", "has " + accounts.size(),
                    "name at most " + MOST_ACCOUNTS);
        }
        return accounts;
    }
}
