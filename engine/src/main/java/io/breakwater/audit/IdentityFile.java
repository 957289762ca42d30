package io.breakwater.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.audit.checkpoint.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in a data directory whose data it is, so that no environment opens another's and tools need not be told. */
public final class IdentityFile {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private IdentityFile() {}

    /**
     * Writes the identity at the first start and compares it at every later one.
     *
     * @throws IllegalArgumentException naming both where the directory is somebody else's
     */
    public static void claim(Path file, Identity identity) {
        if (!Files.exists(file)) {
            write(file, identity);
        } else if (!read(file).equals(identity)) {
            throw new IllegalArgumentException(file.getParent() + " holds the data of " + read(file)
                    + ", this node is " + identity + ": give it a data directory of its own, or the settings it had");
        }
    }

    private static void write(Path file, Identity identity) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            DurableFiles.write(file, MAPPER.writeValueAsBytes(identity));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    /** @throws IllegalArgumentException where there is no such file, or it is malformed */
    public static Identity read(Path file) {
        try {
            return MAPPER.readValue(file.toFile(), Identity.class);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(file + " is malformed: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException absent) {
            throw new IllegalArgumentException(file
                    + " cannot be read: is this the data directory of a node, or a backup of one? "
                    + absent.getMessage(), absent);
        }
    }
}
