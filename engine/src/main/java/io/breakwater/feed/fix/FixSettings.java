package io.breakwater.feed.fix;

import java.util.Map;

/**
 * A drop copy session as it is configured.
 *
 * @param name of the feed, unique on the node; names its logs too
 * @param venue whose trades it tells, as instruments name it
 * @param accounts whose trades they are, by the account of the messages
 * @param combos what is told of trades of combos
 * @param more settings of QuickFIX/J that stand above ours, such as those of TLS
 */
public record FixSettings(String name, String venue, Side side, Ids ids, Map<String, Owner> accounts,
        Combos combos, Map<String, String> more) {

    /** Who opens the connection. */
    public enum Role { INITIATOR, ACCEPTOR }

    /** What reports of combos come, and so which of them are the trade. */
    public enum Combos {
        /** Not said. The whole is booked, and legs are held: both would count twice. */
        UNSAID,
        /** The whole; where legs come too they repeat it. */
        WHOLE,
        /** The legs, and no whole. */
        LEGS,
        /** Both, and neither is complete without the other. */
        APART
    }

    /** @param host to connect to, or to listen on @param heartbeatSeconds that the initiator asks for */
    public record Side(Role role, String host, int port, int heartbeatSeconds) {}

    /** CompIDs: ours, and theirs. */
    public record Ids(String sender, String target) {}

    /**
     * An account of ours.
     *
     * @param hedged true where it keeps long and short apart: then a trade says by its PositionEffect which it is of
     */
    public record Owner(String counterparty, String account, boolean hedged) {}
}
