package io.breakwater.journal.backup;

/**
 * What a backup holds of one log.
 *
 * @param rows how many rows
 * @param highest the highest number of the log
 * @param lastPayloadSha256 of the last row's payload, hexadecimal; empty when all rows were deleted
 */
public record LogSummary(String persistenceId, long rows, long highest, String lastPayloadSha256) {
}
