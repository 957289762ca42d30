package io.breakwater.journal.rocksdb;

import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.StoreMoved;
import io.breakwater.journal.StoreUnfinished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names inside a store's directory, which a backup uses as well. */
public record StorePaths(Path directory) {

    private static final String CUT = "cut-";
    private static final String MOVING = "moving-to";
    private static final String MOVED = "moved-to";
    private static final String FILLING = "filling";

    /** RocksDB's own files and nothing else. */
    public Path files() {
        return directory.resolve("rocks");
    }

    /** Whose process holds the directory. */
    public Path lock() {
        return directory.resolve("breakwater.lock");
    }

    /**
     * @throws StoreMoved where the logs are in another store now
     * @throws StoreUnfinished where they are on their way there
     */
    void requireNotMoved() {
        requireHere();
        marked(MOVING).ifPresent(to -> {
            throw StoreUnfinished.moving(directory.toString(), to);
        });
    }

    /** @throws StoreMoved where the logs are in another store now */
    private void requireHere() {
        marked(MOVED).ifPresent(to -> {
            throw new StoreMoved(directory.toString(), to);
        });
    }

    /**
     * @throws StoreMoved where the logs are in another store now
     * @throws StoreUnfinished where they are on their way to another place than {@code to}
     */
    void requireMovable(String to) {
        requireHere();
        marked(MOVING).filter(begun -> !begun.equals(to)).ifPresent(begun -> {
            throw StoreUnfinished.moving(directory.toString(), begun);
        });
    }

    /** Whether the logs are on their way. */
    boolean isMoving() {
        return marked(MOVING).isPresent();
    }

    /** Says that the logs go elsewhere, where that was not said; on the device when it returns. */
    void markMoving(String to) {
        if (!isMoving()) {
            mark(MOVING, to);
        }
    }

    /** Says for good that the logs have arrived where they were said to go; on the device when it returns. */
    void markMoved() {
        try {
            Files.move(directory.resolve(MOVING), directory.resolve(MOVED), StandardCopyOption.ATOMIC_MOVE);
            syncListing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot say that the logs of " + directory + " have moved: " + e, e);
        }
    }

    private Optional<String> marked(String name) {
        Path mark = directory.resolve(name);
        try {
            return Files.exists(mark) ? Optional.of(Files.readString(mark).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + mark + ": " + e, e);
        }
    }

    private void mark(String name, String text) {
        try (FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text + "\n"));
            channel.force(true);
            syncListing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + directory.resolve(name) + ": " + e, e);
        }
    }

    private void syncListing() throws IOException {
        try (FileChannel listing = FileChannel.open(directory, StandardOpenOption.READ)) {
            listing.force(true);
        }
    }

    /** @throws StoreUnfinished where a restore or a copy has begun to fill it and has not ended */
    void requireFilled() {
        if (Files.exists(directory.resolve(FILLING))) {
            throw new StoreUnfinished(directory.toString(), "Run the same command again: it begins anew");
        }
    }

    /**
     * Says until {@link #markFilled} that the logs are not whole; on the device when it returns. Deletes what a filling
     * that was cut short has left. Only for who holds the directory.
     *
     * @throws BackupRefused where anything else is there
     */
    public void markFilling() {
        Path mark = directory.resolve(FILLING);
        List<Path> found = found();
        if (found.contains(mark)) {
            found.stream().filter(entry -> !entry.equals(mark)).forEach(entry -> new StorePaths(entry).delete());
        } else if (found.isEmpty()) {
            mark(FILLING, "a restore or a copy");
        } else {
            throw new BackupRefused(directory + " is not empty: move it aside, or name a new directory");
        }
    }

    private List<Path> found() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !entry.equals(lock())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read: " + e, e);
        }
    }

    /** Takes back {@link #markFilling}, where that was said; on the device when it returns. */
    public void markFilled() {
        try {
            Files.deleteIfExists(directory.resolve(FILLING));
            syncListing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot say that " + directory + " is whole: " + e, e);
        }
    }

    /** Where a consistent cut stands until it has been copied away. */
    StorePaths cut(long number) {
        return new StorePaths(directory.resolve(CUT + number));
    }

    /** Deletes cuts that a crash has left. */
    void deleteCuts() {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(CUT)).toList()
                    .forEach(entry -> new StorePaths(entry).delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory with everything in it: only for cuts and for what a failed restore has begun. */
    public void delete() {
        try (Stream<Path> entries = Files.walk(directory)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory + ": " + e, e);
        }
    }
}
