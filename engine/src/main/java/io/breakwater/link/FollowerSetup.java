package io.breakwater.link;

import io.breakwater.journal.LogStore;
import io.breakwater.link.LinkSettings.Peer;
import java.util.function.LongSupplier;

/**
 * What a follower is made with.
 *
 * @param own who follows
 * @param peer whom
 * @param store the journal here, which keeps the copies
 * @param clockMicros epoch micros
 * @param freeBytes on the journal's disk; a very large number where that is not known here
 */
public record FollowerSetup(Party own, Peer peer, LogStore store, LinkSettings settings, LongSupplier clockMicros,
        LongSupplier freeBytes) {

    /** The peer as it should name itself. */
    Party expected() {
        return new Party(own.environment(), peer.id(), peer.number(), own.lanes());
    }
}
