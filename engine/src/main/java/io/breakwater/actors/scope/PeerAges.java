package io.breakwater.actors.scope;

import java.util.Map;

/** How old what is known of each other data center is. May be asked from any thread; does not wait. */
@FunctionalInterface
public interface PeerAges {

    /**
     * By peer, the moment by which everything that it had stored was durable here, epoch micros; 0 where that is not
     * known, as after a start.
     */
    Map<String, Long> caughtUpMicros();
}
