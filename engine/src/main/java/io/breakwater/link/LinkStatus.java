package io.breakwater.link;

import java.util.List;

/**
 * One direction of a link, as its end here sees it.
 *
 * @param peer the other data center
 * @param address where the other end is, as far as known
 * @param reason why it is not connected, for people; empty where it is
 * @param heardMicros when the other end was heard last, epoch micros; 0 for never
 * @param caughtUpMicros everything that the leader had stored by then is durable with the follower, epoch micros; 0
 *     where that is not known yet
 * @param logs by name
 * @param carried since the node started
 */
public record LinkStatus(String peer, Direction direction, LinkState state, String address, String reason,
        long heardMicros, long caughtUpMicros, List<LogLag> logs, Carried carried) {

    /** Whose blocks go where. */
    public enum Direction {
        /** The peer's blocks come here. */
        FROM_PEER,
        /** Our blocks go to the peer. */
        TO_PEER
    }

    /**
     * How far one log is.
     *
     * @param head last block of the leader, as it was told last
     * @param copied last block that is durable with the follower
     */
    public record LogLag(String log, long head, long copied) {
        public long blocks() {
            return Math.max(0, head - copied);
        }
    }

    /**
     * What has gone over it.
     *
     * @param bytes of blocks, before compression
     * @param connections that were welcomed
     */
    public record Carried(long blocks, long bytes, long connections) {
        static final Carried NOTHING = new Carried(0, 0, 0);

        Carried and(long moreBlocks, long moreBytes) {
            return new Carried(blocks + moreBlocks, bytes + moreBytes, connections);
        }

        Carried connected() {
            return new Carried(blocks, bytes, connections + 1);
        }
    }

    /** Blocks that the follower lacks. */
    public long lagBlocks() {
        return logs.stream().mapToLong(LogLag::blocks).sum();
    }
}
