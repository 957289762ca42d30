package io.breakwater.log;

import java.util.List;

/**
 * How far every log of a data center had come, to be kept outside the journal as well: a cut tail, a deleted log and a
 * chain made anew are then found.
 *
 * @param environment whose logs
 * @param dataCenter whose logs
 * @param atMicros when it was taken, Unix microseconds
 * @param heads one a log, by name
 */
public record Checkpoint(String environment, String dataCenter, long atMicros, List<Head> heads) {

    /** The list may not change after. */
    public Checkpoint {
        heads = List.copyOf(heads);
    }

    /**
     * The last block of one log.
     *
     * @param log the lane
     * @param number of the block
     * @param term of the block, so that a restored log is given a later one
     * @param digest of the block
     * @param stateHash of the lane's state after it; see {@link StateHash}
     */
    public record Head(String log, long number, long term, Digest digest, Digest stateHash) {}
}
