package io.breakwater.actors.scope;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How old what is known of each other data center is, and which are fenced. May be asked from any thread; does not
 * wait.
 */
public interface PeerAges {

    /**
     * By peer, the moment by which everything that it had stored was durable here, epoch micros; 0 where that is not
     * known, as after a start.
     */
    Map<String, Long> caughtUpMicros();

    /** Peers that a limit here says to be fenced; empty where that was not looked up yet, as after a start. */
    Optional<Set<String>> fenced();
}
