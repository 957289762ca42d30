package io.breakwater.link;

import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.Refusal.Code;

/**
 * What sessions of a leader are made with.
 *
 * @param listener hears of each session
 */
record LeaderSetup(Party own, ServedLogs logs, LinkSettings settings, LinkClock clock, Listener listener) {

    /** Told on the session's thread. */
    interface Listener {
        void welcomed(String peer, LeaderSession session);

        void ended(LeaderSession session);
    }

    /**
     * The peer that the other end says it is.
     *
     * @throws LinkRefused where it is none, of another environment, or shows another one's certificate
     */
    Peer identified(io.breakwater.link.v1.Party told, Caller caller) {
        Party other = LinkMessages.party(told);
        Peer known = peer(other.dataCenter());
        own.require(other, told.getProtocol(), known);
        if (!caller.certificate().test(other.certificateName())) {
            throw LinkRefused.of(Code.WRONG_IDENTITY, "the certificate is not made out to " + other.certificateName());
        }
        return known;
    }

    /** @throws LinkRefused where it is none */
    private Peer peer(String dataCenter) {
        return settings.peers().stream().filter(peer -> peer.id().equals(dataCenter)).findFirst()
                .orElseThrow(() -> LinkRefused.of(Code.UNKNOWN_PEER, dataCenter + " is no peer of "
                        + own.dataCenter()));
    }
}
