package io.breakwater.journal.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.breakwater.journal.BackupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a backup holds.
 *
 * @param format version of this manifest
 * @param files every file, relative to the backup's directory, sorted by name
 * @param logs every log, in the order of their first append
 */
public record BackupManifest(String format, List<BackupFile> files, List<LogSummary> logs) {

    /** The only version so far. */
    public static final String FORMAT = "breakwater-backup-1";

    private static final String NAME = "manifest.json";
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /**
     * One file.
     *
     * @param name relative to the backup's directory
     * @param sizeBytes its length
     * @param sha256 of its bytes, hexadecimal
     */
    public record BackupFile(String name, long sizeBytes, String sha256) {
    }

    /** @throws BackupRefused when {@code backup} has no manifest or one of another version */
    public static BackupManifest read(Path backup) throws IOException {
        Path file = backup.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new BackupRefused(backup + " is no complete backup: it has no " + NAME);
        }
        BackupManifest manifest = parse(file);
        if (!manifest.format().equals(FORMAT)) {
            throw new BackupRefused(file + " has format " + manifest.format() + ", this program reads " + FORMAT
                        + "; restore it with the release that made it");
        }
        return manifest;
    }

    private static BackupManifest parse(Path file) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), BackupManifest.class);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new BackupRefused(file + " cannot be read: " + e.getOriginalMessage());
        }
    }

    void write(Path backup) throws IOException {
        SyncedFiles.write(backup.resolve(NAME), MAPPER.writeValueAsBytes(this));
    }
}
