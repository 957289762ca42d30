package io.breakwater.audit.restore;

import io.breakwater.audit.Identity;
import java.util.List;

/**
 * What a restore has done.
 *
 * @param directory the data directory
 * @param backupAtMicros when the backup was taken, epoch micros; 0 where there was none
 * @param logs where each log stands now
 * @param lost what checkpoints say was there and is not in the backup
 * @param superseded checkpoints that were put aside
 * @param checkpointedAtMicros when the newest checkpoint that is believed was taken, epoch micros; 0 for none
 * @param unbelieved checkpoints that cannot be read or are signed by nobody known, and why: what they name is not told
 * @param booked what the restore itself has written into the logs
 * @param inDoubt true where the data center has peers: it only reduces until a person says that it is reconciled
 */
public record RestoreReport(String directory, Identity identity, long backupAtMicros, List<RestoredLog> logs,
        List<LostTail> lost, long superseded, long checkpointedAtMicros, List<String> unbelieved, Booked booked,
        boolean inDoubt) {

    /**
     * One log.
     *
     * @param number its last block, as in the backup or as somebody else had it
     * @param digest of that block, hexadecimal: equal digests have equal states
     * @param term of the block that was appended behind it
     */
    public record RestoredLog(String log, long number, String digest, long term) {}

    /**
     * What logs that were restored to different moments have learnt from each other, and what is in doubt.
     *
     * @param facts how many
     * @param first of them, at most {@link #MOST_NAMED}
     */
    public record Booked(long facts, List<BookedFact> first) {
        public static final int MOST_NAMED = 1_000;
    }

    /** @param what the entity was told, for people; the event has the figures */
    public record BookedFact(String log, String entity, String what) {}

    /**
     * Blocks that had been acknowledged after the backup.
     *
     * @param from first block that is lost
     * @param to last block that a checkpoint names; there may have been more
     * @param checkpointAtMicros when that checkpoint was taken, epoch micros
     */
    public record LostTail(String log, long from, long to, long checkpointAtMicros) {}
}
