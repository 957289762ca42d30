package io.breakwater.actors.peer;

import io.breakwater.log.BlockReader;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * All that makes a reader of peers' logs.
 *
 * @param kind of the lanes that it reads for
 * @param environment whose logs they are; another's are not read
 * @param dataCenter the own one's number
 * @param fold what the blocks come to
 * @param boundThroughView whether what is booked binds decisions once the market view shows it, which is when the lane
 *     answers, and not with the block that books it: then peers are told so by a header
 * @param reader of blocks of this kind
 * @param period how often copies are looked at, whether or not they were rung for
 * @param patience after which a lane that has not decided what it was asked is asked again
 */
public record PeerReaderSetup<C>(
        String kind,
        String environment,
        int dataCenter,
        List<Peer> peers,
        PeerCopies copies,
        PeerFold<C> fold,
        boolean boundThroughView,
        BlockReader reader,
        Duration period,
        Duration patience,
        LongSupplier clockMicros) {}
