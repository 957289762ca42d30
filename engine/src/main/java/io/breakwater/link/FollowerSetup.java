package io.breakwater.link;

import io.breakwater.journal.LogStore;
import io.breakwater.link.LinkSettings.Peer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a follower is made with.
 *
 * @param own who follows
 * @param peer whom
 * @param store the journal here, which keeps the copies
 * @param ownTail whether the data center's own logs are to be filled, instead of copies of the peer's
 * @param freeBytes on the journal's disk; a very large number where that is not known here
 * @param stored is told a log of the journal here that has more now; must not wait
 */
public record FollowerSetup(Party own, Peer peer, LogStore store, LinkSettings settings, LinkClock clock,
        LongSupplier freeBytes, boolean ownTail, Consumer<String> stored) {

    /** Of a follower that keeps copies. */
    public FollowerSetup(Party own, Peer peer, LogStore store, LinkSettings settings, LinkClock clock,
            LongSupplier freeBytes) {
        this(own, peer, store, settings, clock, freeBytes, false, _ -> { });
    }

    /** The same, to bring back what was lost of the data center's own logs, of which the peer has copies. */
    public FollowerSetup forOwnTail() {
        return new FollowerSetup(own, peer, store, settings, clock, freeBytes, true, stored);
    }

    /** The same, with somebody who is told what is stored. */
    public FollowerSetup telling(Consumer<String> listener) {
        return new FollowerSetup(own, peer, store, settings, clock, freeBytes, ownTail, listener);
    }

    /** The peer as it should name itself. */
    Party expected() {
        return new Party(own.environment(), peer.id(), peer.number(), own.lanes());
    }
}
