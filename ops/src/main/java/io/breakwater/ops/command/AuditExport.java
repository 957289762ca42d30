package io.breakwater.ops.command;

import com.google.protobuf.util.JsonFormat;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.ExportChunk;
import io.breakwater.v1.ExportFile;
import io.breakwater.v1.ExportManifest;
import io.breakwater.v1.ExportRequest;
import io.breakwater.v1.ExportResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes every event as JSON lines with a manifest, and checks what was written against the manifest. */
@Command(name = "export",
        description = "Writes every event as JSON lines into DIR, with a manifest of counts and SHA-256.",
        footer = "Ends with 1 when a file does not match the manifest.")
final class AuditExport extends NodeCall {
    private static final Duration BOUND = Duration.ofHours(12);

    @Parameters(paramLabel = "DIR", description = "New, or without files of the same names.")
    private Path directory;

    @Option(names = "--log", description = "Only these logs (default: all).")
    private List<String> logs = List.of();

    @Option(names = "--counterparty", defaultValue = "", description = "Only its events.")
    private String counterparty;

    @Override
    int run(Node node, Printer print) {
        ExportRequest request = ExportRequest.newBuilder()
                .addAllLogs(logs).setCounterparty(Names.counterparty(counterparty)).build();
        try {
            Files.createDirectories(directory);
            return write(node.longAudit(BOUND).export(request), print);
        } catch (FileAlreadyExistsException e) {
            throw new UsageFault("DIR " + directory + " already holds " + e.getFile() + "; name another directory", e);
        } catch (IOException e) {
            throw new UsageFault("DIR " + directory + " cannot be written: " + e
                    + "; what is there is no whole export: remove it, or name another directory", e);
        }
    }

    private int write(Iterator<ExportResponse> parts, Printer print) throws IOException {
        Map<String, String> digests = new HashMap<>();
        OpenFile open = null;
        try {
            while (parts.hasNext()) {
                ExportResponse part = parts.next();
                if (part.hasManifest()) {
                    return manifest(part.getManifest(), finished(open, digests), print);
                }
                if (open == null || !open.name.equals(part.getChunk().getFile())) {
                    finished(open, digests);
                    open = new OpenFile(directory, part.getChunk().getFile());
                }
                open.append(part.getChunk());
            }
        } finally {
            if (open != null) {
                open.stream.close();
            }
        }
        throw new NodeFault("the node ended the export without a manifest: " + directory + " is incomplete");
    }

    private static Map<String, String> finished(OpenFile open, Map<String, String> digests) throws IOException {
        if (open != null) {
            open.stream.close();
            digests.put(open.name, open.digest());
        }
        return digests;
    }

    private int manifest(ExportManifest manifest, Map<String, String> digests, Printer print) throws IOException {
        for (ExportFile file : manifest.getFilesList()) {
            // No chunk comes of a log without events: it has a file all the same, as the manifest says.
            if (file.getEvents() == 0 && !digests.containsKey(file.getFile())) {
                finished(new OpenFile(directory, file.getFile()), digests);
            }
        }
        Files.writeString(directory.resolve("manifest.json"), JsonFormat.printer().print(manifest) + "\n",
                StandardOpenOption.CREATE_NEW);
        print.list(manifest.getFilesList(), "file", "events", "bytes", "sha256", "head.number", "head_digest");
        boolean agree = manifest.getFilesList().stream()
                .allMatch(file -> file.getSha256().equals(digests.get(file.getFile())));
        return agree ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** The file that chunks are being appended to. */
    private static final class OpenFile {
        private final String name;
        private final MessageDigest sha256;
        private final OutputStream stream;

        OpenFile(Path directory, String name) throws IOException {
            if (!name.matches("[A-Za-z0-9._-]{1,128}") || name.startsWith(".")) {
                throw new UsageFault("the node names a file that is not safe to write: " + name);
            }
            this.name = name;
            this.sha256 = sha256();
            this.stream = new DigestOutputStream(Files.newOutputStream(
                    directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), sha256);
        }

        void append(ExportChunk chunk) throws IOException {
            chunk.getLines().writeTo(stream);
        }

        String digest() {
            return HexFormat.of().formatHex(sha256.digest());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
