package io.breakwater.audit;

import io.breakwater.log.Digest;
import java.util.List;

/**
 * What the audit of one log found.
 *
 * @param begins the block that it begins behind: those up to it were removed on purpose; 0 where it has its first
 * @param head the last block
 * @param stateHash after the last block; null where the state is not known, or was not asked for
 * @param retaken decisions that were taken again, failures included
 * @param notRetakeable decisions behind damage, by other rules, or on a view that the tape does not hold
 * @param beforeTape of them, those on a view that was removed from the tape
 * @param mismatches how many came out otherwise; the first of them are in {@code mismatchDetails}
 * @param failures how many failed again as they had failed; the first of them are in {@code failureDetails}
 * @param checkpoints heads in checkpoints that agree
 * @param snapshots that agree
 */
public record LogReport(
        String log,
        long begins,
        Head head,
        long events,
        Digest stateHash,
        long retaken,
        long notRetakeable,
        long beforeTape,
        long mismatches,
        List<Retaken> mismatchDetails,
        long failures,
        List<Retaken> failureDetails,
        List<Damage> damage,
        long checkpoints,
        long snapshots) {

    /** At most this many details are kept of each kind and log. */
    public static final int MOST_DETAILS = 1_000;

    /** @param number 0 and the genesis' digest for an empty log */
    public record Head(long number, long term, Digest digest) {}
}
