package io.breakwater.audit;

import java.util.List;

/**
 * What an export holds.
 *
 * @param atMicros when it was made, epoch micros
 * @param entity whose events alone were exported; empty: everybody's
 * @param files one a log
 */
public record ExportManifest(
        String format, String environment, String dataCenter, long atMicros, String entity, List<ExportedFile> files) {

    public static final String FORMAT = "breakwater-export-1";

    /**
     * One log as JSON lines.
     *
     * @param events lines
     * @param firstBlock whose events are in the file: 1, or the one behind which the tape begins; 0 where there is none
     * @param lastBlock of the log; its events, if it has any, are in the file
     * @param headDigest of that block, hexadecimal
     * @param sha256 of the file's bytes, hexadecimal
     */
    public record ExportedFile(String file, String log, long events, long bytes, long firstBlock, long lastBlock,
            String headDigest, String sha256) {}
}
