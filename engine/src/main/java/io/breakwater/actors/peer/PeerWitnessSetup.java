package io.breakwater.actors.peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that makes a witness of what peers have booked.
 *
 * @param dataCenter id of the own one, as peers' headers name it
 * @param bookings by kind of lane
 * @param silence why nothing can be heard of a peer now, by its id; empty where it can
 * @param period how often copies are looked at while somebody waits
 */
public record PeerWitnessSetup(
        String dataCenter,
        List<Peer> peers,
        PeerCopies copies,
        Map<String, PeerBookings<?>> bookings,
        Function<String, String> silence,
        Duration period) {}
