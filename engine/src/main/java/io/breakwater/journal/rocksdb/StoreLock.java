package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process at a time in a directory. The lock ends with the process, however it ends; the file stays. */
public final class StoreLock implements AutoCloseable {

    // The operating system's lock belongs to the process and is lost when any channel on the file closes,
    // so a second try within this process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private StoreLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @throws StoreInUse naming directory and holder when another store has it */
    public static StoreLock take(StorePaths paths) {
        try {
            Files.createDirectories(paths.directory());
            return lock(paths, paths.directory().toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + paths.directory() + ": " + e, e);
        }
    }

    private static StoreLock lock(StorePaths paths, Path directory) throws IOException {
        if (!HELD_HERE.add(directory)) {
            throw refused(directory, "this process");
        }
        try {
            return new StoreLock(directory, lockedChannel(paths, directory));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    private static FileChannel lockedChannel(StorePaths paths, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                paths.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw refused(directory, holder(channel));
            }
            channel.truncate(0);
            channel.write(ascii("process " + ProcessHandle.current().pid()), 0);
            channel.force(true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return holder.isBlank() ? "an unknown process" : holder;
    }

    private static StoreInUse refused(Path directory, String holder) {
        return new StoreInUse("The journal in " + directory + " is held by " + holder
                + ": stop it first, or give this node a directory of its own (" + StoreSettings.PATH + ".directory)");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
