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
 * @param reader of blocks of this kind
 */
public record PeerBookings<E>(Class<E> type, Function<E, RestrictionNews> news, BlockReader reader) {

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
                return told.fault().isEmpty() ? new PeerStanding(peer.id(), number, "")
                        : new PeerStanding(peer.id(), 0, "not booked there: " + told.fault());
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
