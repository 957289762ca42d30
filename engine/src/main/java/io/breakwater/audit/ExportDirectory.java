package io.breakwater.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.breakwater.audit.ExportManifest.ExportedFile;
import io.breakwater.audit.checkpoint.DurableFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An export as files: one JSONL file a log, and {@code manifest.json}, written last.
 *
 * @param directory created where it does not exist
 */
public record ExportDirectory(Path directory) implements ExportSink {
    private static final String MANIFEST = "manifest.json";
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    @Override
    public void lines(String file, byte[] lines) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ends the export. */
    public void write(ExportManifest manifest) {
        try {
            Files.createDirectories(directory);
            DurableFiles.write(directory.resolve(MANIFEST), MAPPER.writeValueAsBytes(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest cannot be written to " + directory + ": " + e, e);
        }
    }

    /** Compares the files with the manifest; answers what differs, one sentence each, and nothing where all agree. */
    public List<String> verify() {
        List<String> wrong = new ArrayList<>();
        try {
            for (ExportedFile expected : manifest().files()) {
                verify(expected, wrong);
            }
        } catch (IOException e) {
            wrong.add(directory + " cannot be read: " + e);
        }
        return wrong;
    }

    private ExportManifest manifest() throws IOException {
        try {
            return MAPPER.readValue(directory.resolve(MANIFEST).toFile(), ExportManifest.class);
        } catch (JacksonException malformed) {
            throw new IOException(MANIFEST + " is malformed: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private void verify(ExportedFile expected, List<String> wrong) throws IOException {
        Path file = directory.resolve(expected.file());
        if (!file.normalize().startsWith(directory.normalize())) {
            wrong.add(expected.file() + " lies outside the export");
        } else if (!Files.isRegularFile(file)) {
            if (expected.events() > 0) {
                wrong.add(expected.file() + " is missing");
            }
        } else {
            compare(expected, file, wrong);
        }
    }

    private static void compare(ExportedFile expected, Path file, List<String> wrong) throws IOException {
        MessageDigest sha256 = Export.sha256();
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        if (lines != expected.events()) {
            wrong.add(expected.file() + " has " + lines + " events, the manifest says " + expected.events());
        }
        String found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(expected.sha256())) {
            wrong.add(expected.file() + " has the SHA-256 " + found + ", the manifest says " + expected.sha256());
        }
    }
}
