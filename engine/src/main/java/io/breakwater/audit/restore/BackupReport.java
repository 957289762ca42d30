package io.breakwater.audit.restore;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.breakwater.audit.Identity;
import io.breakwater.audit.checkpoint.DurableFiles;
import io.breakwater.journal.BackupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a backup holds, as {@code backup.json} says.
 *
 * @param atMicros when the cut was taken, epoch micros
 * @param bytes of the store's files
 * @param heads where each log stands
 */
public record BackupReport(String format, Identity identity, long atMicros, long bytes, List<LogHead> heads) {
    public static final String FORMAT = "breakwater-node-backup-1";

    /** The file that makes a backup of a directory: it is written last. */
    public static final String NAME = "backup.json";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /** @param digest of the block, hexadecimal */
    public record LogHead(String log, long number, long term, String digest) {}

    void write(Path backup) throws IOException {
        DurableFiles.write(backup.resolve(NAME), MAPPER.writeValueAsBytes(this));
    }

    static boolean isIn(Path backup) {
        return Files.isRegularFile(backup.resolve(NAME));
    }

    /** @throws BackupRefused where the directory is no complete backup */
    public static BackupReport read(Path backup) throws IOException {
        Path file = backup.resolve(NAME);
        if (!isIn(backup)) {
            throw new BackupRefused(backup + " is no complete backup of a node: it has no " + NAME);
        }
        try {
            BackupReport report = MAPPER.readValue(file.toFile(), BackupReport.class);
            if (!report.format().equals(FORMAT)) {
                throw new BackupRefused(file + " has format " + report.format() + ", this program reads " + FORMAT
                        + "; restore it with the release that made it");
            }
            return report;
        } catch (JacksonException malformed) {
            throw new BackupRefused(file + " cannot be read: " + malformed.getOriginalMessage());
        }
    }
}
