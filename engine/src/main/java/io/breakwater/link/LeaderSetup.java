package io.breakwater.link;

import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.Refusal.Code;
import java.util.function.LongSupplier;

/**
 * What sessions of a leader are made with.
 *
 * @param clockMicros epoch micros
 * @param listener hears of each session
 */
record LeaderSetup(Party own, ServedLogs logs, LinkSettings settings, LongSupplier clockMicros, Listener listener) {

    /** Told on the session's thread. */
    interface Listener {
        void welcomed(String peer, LeaderSession session);

        void ended(LeaderSession session);
    }

    /** @throws LinkRefused where it is none */
    Peer peer(String dataCenter) {
        return settings.peers().stream().filter(peer -> peer.id().equals(dataCenter)).findFirst()
                .orElseThrow(() -> LinkRefused.of(Code.UNKNOWN_PEER, dataCenter + " is no peer of "
                        + own.dataCenter()));
    }
}
