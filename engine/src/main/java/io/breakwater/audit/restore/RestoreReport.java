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
 * @param inDoubt true where the data center has peers: it only reduces until a person says that it is reconciled
 */
public record RestoreReport(String directory, Identity identity, long backupAtMicros, List<RestoredLog> logs,
        List<LostTail> lost, long superseded, long checkpointedAtMicros, List<String> unbelieved, boolean inDoubt) {

    /**
     * One log.
     *
     * @param number its last block, as in the backup or as somebody else had it
     * @param digest of that block, hexadecimal: equal digests have equal states
     * @param term of the block that was appended behind it
     */
    public record RestoredLog(String log, long number, String digest, long term) {}

    /**
     * Blocks that had been acknowledged after the backup.
     *
     * @param from first block that is lost
     * @param to last block that a checkpoint names; there may have been more
     * @param checkpointAtMicros when that checkpoint was taken, epoch micros
     */
    public record LostTail(String log, long from, long to, long checkpointAtMicros) {}
}
