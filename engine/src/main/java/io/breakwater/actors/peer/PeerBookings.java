package io.breakwater.actors.peer;

import io.breakwater.domain.RestrictionNews;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Envelope;
import io.breakwater.log.SealedBlock;
import java.util.function.Function;

/**
 * What lanes of one kind write down when they book a change of a restriction from elsewhere.
 *
 * @param news what an event says about a restriction; null for nothing
 * @param boundThroughView whether a change binds decisions once the market view shows it, and not with its own block:
 *     then only a header that says that it had been read, which is written after that, proves it
 * @param reader of blocks of this kind
 */
public record PeerBookings<E>(
        Class<E> type, Function<E, RestrictionNews> news, boolean boundThroughView, BlockReader reader) {

    /**
     * What a block proves about a change: a standing, or null where it says nothing about it.
     *
     * @param peer whose block it is
     * @param own how its headers name the log of the change
     */
    PeerStanding standing(byte[] bytes, Peer peer, String own, RestrictionChange change) {
        SealedBlock sealed = BlockReader.open(bytes);
        long number = sealed.header().number();
        Block block = reader.read(bytes);
        for (Envelope envelope : block.envelopes()) {
            RestrictionNews told = news.apply(type.cast(envelope.event()));
            if (told != null && isAbout(change, envelope, told)) {
                if (!told.fault().isEmpty()) {
                    return new PeerStanding(peer.id(), 0, "not booked there: " + told.fault());
                }
                if (!boundThroughView) {
                    return new PeerStanding(peer.id(), number, "");
                }
            }
        }
        boolean isPast = change.block() > 0 && sealed.header().peers().getOrDefault(own, 0L) >= change.block();
        return isPast ? new PeerStanding(peer.id(), number, "") : null;
    }

    private static boolean isAbout(RestrictionChange change, Envelope envelope, RestrictionNews told) {
        return told.restriction() == change.restriction() && told.lifted() == change.lifted()
                && envelope.entity().equals(change.entity());
    }
}
