package io.breakwater.actors.peer;

/**
 * How far one other data center is with a change.
 *
 * @param block of its log, with which the change is in force there; 0 where it is not known to be
 * @param reason why it is not known to be; empty where it is
 */
public record PeerStanding(String dataCenter, long block, String reason) {

    public boolean isInForce() {
        return block > 0;
    }
}
