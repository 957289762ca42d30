package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.breakwater.v1.AuditServiceGrpc.AuditServiceImplBase;
import io.breakwater.v1.ExportChunk;
import io.breakwater.v1.ExportFile;
import io.breakwater.v1.ExportManifest;
import io.breakwater.v1.ExportRequest;
import io.breakwater.v1.ExportResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export leaves: a file for each that its manifest names, with the bytes that it says. */
class ExportTest {
    private static final String LINES = "{\"event\":1}\n";

    @TempDir
    private Path directory;

    /** A node whose log "a" has an event and whose log "b" has none; it tells this of the bytes. */
    private static final class Exporting extends AuditServiceImplBase {
        private final String told;

        Exporting(String told) {
            this.told = told;
        }

        @Override
        public void export(ExportRequest request, StreamObserver<ExportResponse> answers) {
            answers.onNext(ExportResponse.newBuilder().setChunk(ExportChunk.newBuilder().setFile("a.jsonl")
                    .setLines(ByteString.copyFromUtf8(LINES))).build());
            answers.onNext(ExportResponse.newBuilder().setManifest(ExportManifest.newBuilder()
                    .addFiles(ExportFile.newBuilder().setFile("a.jsonl").setEvents(1).setSha256(told))
                    .addFiles(ExportFile.newBuilder().setFile("b.jsonl").setSha256(sha256("")))).build());
            answers.onCompleted();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int exported(String told) throws IOException {
        return exported(told, new Terminal(), directory);
    }

    private static int exported(String told, Terminal terminal, Path into) throws IOException {
        try (Served served = Served.by(new Exporting(told))) {
            return terminal.run("--address", served.address(), "audit", "export", into.toString());
        }
    }

    @Test
    void whereItCannotBeWrittenItSaysThatWhatIsThereIsNoWholeExport() throws IOException {
        Terminal terminal = new Terminal();
        Path tooLong = directory.resolve("x".repeat(300));
        assertThat(exported("", terminal, tooLong)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains(tooLong + " cannot be written: " + whyNot(tooLong),
                "is no whole export: remove it");
    }

    /** In the words of this machine, whatever its language. */
    private static String whyNot(Path directory) {
        try {
            return Files.createDirectories(directory).toString();
        } catch (IOException why) {
            return why.toString();
        }
    }

    @Test
    void everyFileOfTheManifestIsThereAlsoThatOfALogWithoutEvents() throws IOException {
        assertThat(exported(sha256(LINES))).isZero();
        assertThat(directory.resolve("a.jsonl")).hasContent(LINES.strip());
        assertThat(directory.resolve("b.jsonl")).isEmptyFile();
        assertThat(Files.readString(directory.resolve("manifest.json"))).contains("b.jsonl");
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysEndsWithOne() throws IOException {
        assertThat(exported(sha256("something else"))).isEqualTo(ExitCode.REFUSED);
    }
}
