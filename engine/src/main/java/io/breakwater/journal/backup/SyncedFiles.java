package io.breakwater.journal.backup;

import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.backup.BackupManifest.BackupFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies files so that they are on the device when the copy returns, and says what was copied. */
final class SyncedFiles {

    private static final int BUFFER_BYTES = 1 << 20;

    private SyncedFiles() {
    }

    /** Copies the files of {@code source} (which has no directories) into the new directory {@code target}. */
    static List<BackupFile> copyAll(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        List<BackupFile> copied = new ArrayList<>();
        for (Path file : filesOf(source)) {
            copied.add(copy(file, target.resolve(file.getFileName())));
        }
        syncDirectory(target);
        return copied;
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static BackupFile copy(Path source, Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            BackupFile copied = read(source, target, out);
            out.force(true);
            return copied;
        } catch (IOException e) {
            // What a channel throws names no file.
            throw e instanceof FileSystemException ? e
                    : new FileSystemException(source.toString(), target.toString(), e.getMessage());
        }
    }

    /** Sizes and digests of the files of a directory, each brought to the device first. */
    static List<BackupFile> sumAll(Path directory) throws IOException {
        List<BackupFile> sums = new ArrayList<>();
        for (Path file : filesOf(directory)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            sums.add(sum(file));
        }
        syncDirectory(directory);
        return sums;
    }

    /** Size and digest of a file as it is now. */
    static BackupFile sum(Path file) throws IOException {
        return read(file, file, null);
    }

    private static BackupFile read(Path source, Path named, FileChannel copy) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long size = 0;
        try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
            while (in.read(buffer.clear()) >= 0) {
                size += buffer.flip().remaining();
                digest.update(buffer.duplicate());
                while (copy != null && buffer.hasRemaining()) {
                    copy.write(buffer);
                }
            }
        }
        return new BackupFile(named.getParent().getFileName() + "/" + named.getFileName(), size, Sha256.hex(digest));
    }

    /** Puts {@code bytes} in place of {@code file} at once or not at all. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(file.toAbsolutePath().getParent());
    }

    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** @throws BackupRefused when {@code directory} holds anything but {@code allowed} */
    static void requireEmpty(Path directory, Path allowed) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.anyMatch(entry -> !entry.equals(allowed))) {
                throw new BackupRefused(directory + " is not empty: name an empty or a new directory");
            }
        }
    }
}
