package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreDenied;
import io.breakwater.journal.StoreInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process at a time in a directory. The lock ends with the process, however it ends; the file stays. */
public final class StoreLock implements AutoCloseable {

    // The operating system's lock belongs to the process and is lost when any channel on the file closes,
    // so a second try within this process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;
    private final Path file;
    private final Object identity;

    private StoreLock(Path directory, FileChannel channel, Path file) throws IOException {
        this.directory = directory;
        this.channel = channel;
        this.file = file;
        this.identity = identity(file);
    }

    /**
     * Whether the directory is still where it was when it was locked. What is written to one that was removed or moved
     * away nobody finds again, and who starts a node in its place finds no lock.
     */
    boolean isInPlace() {
        try {
            return identity.equals(identity(file));
        } catch (IOException gone) {
            return false;
        }
    }

    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * @throws StoreInUse naming directory and holder when another store has it
     * @throws StoreDenied where the machine lets nobody write there
     */
    public static StoreLock take(StorePaths paths) {
        try {
            Files.createDirectories(paths.directory());
            return lock(paths, paths.directory().toRealPath());
        } catch (IOException e) {
            throw Denial.of(paths.directory(), e).<RuntimeException>map(denied -> denied)
                    .orElseGet(() -> new UncheckedIOException("Cannot lock " + paths.directory() + ": " + e, e));
        }
    }

    private static StoreLock lock(StorePaths paths, Path directory) throws IOException {
        if (!HELD_HERE.add(directory)) {
            throw refused(directory, "this process");
        }
        try {
            FileChannel channel = lockedChannel(paths, directory);
            return new StoreLock(directory, channel, directory.resolve(paths.lock().getFileName()));
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
                + ": stop it first, or give this node a data directory of its own (--data, breakwater.data-directory)");
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
