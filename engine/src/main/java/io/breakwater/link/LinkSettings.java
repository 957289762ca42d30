package io.breakwater.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is set about the links of a data center.
 *
 * @param bind where peers' followers are served
 * @param port 0: any free one; −1: nobody is served
 * @param peers the other data centers
 * @param tls mutual; plain only where all addresses are loopback
 */
public record LinkSettings(String bind, int port, List<Peer> peers, Optional<Tls> tls, Rhythm rhythm, Bounds bounds) {
    public static final int OFF = -1;

    /**
     * Another data center.
     *
     * @param id such as {@code fra}; its certificate names it
     * @param number 0 to 127, part of every id that is made there
     * @param addresses host:port of nodes there that serve links; tried in turn
     */
    public record Peer(String id, int number, List<String> addresses) {}

    /** PEM files. */
    public record Tls(Path key, Path certificate, Path authority) {}

    /**
     * Times of a link.
     *
     * @param poll how often a leader looks at a log that is rung for again and again; a quiet one it looks at at once
     * @param beat how often it looks at all of them and says where they stand, also when nothing is new
     * @param cutAfter a link that was silent for so long is cut, and is made anew
     * @param minBackoff before the first new try, doubled up to {@code maxBackoff}
     */
    public record Rhythm(Duration poll, Duration beat, Duration cutAfter, Duration minBackoff, Duration maxBackoff) {
        private static final int MOST_DOUBLINGS = 16;

        /** How long to wait after so many tries in vain. */
        long backoffMillis(int failures) {
            return Math.min(minBackoff.toMillis() << Math.min(failures, MOST_DOUBLINGS), maxBackoff.toMillis());
        }
    }

    /**
     * What a link may take.
     *
     * @param windowBytes of blocks sent and not yet acknowledged, a follower
     * @param keepFreeBytes of the journal's disk that copies leave to the data center's own decisions
     * @param compressed whether blocks are gzipped on their way
     */
    public record Bounds(int windowBytes, long keepFreeBytes, boolean compressed) {}

    public boolean serves() {
        return port != OFF;
    }
}
