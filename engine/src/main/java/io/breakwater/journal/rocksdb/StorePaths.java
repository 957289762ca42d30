package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreMoved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Names inside a store's directory, which a backup uses as well. */
public record StorePaths(Path directory) {

    private static final String CUT = "cut-";
    private static final String MOVED = "moved-to";

    /** RocksDB's own files and nothing else. */
    public Path files() {
        return directory.resolve("rocks");
    }

    /** Whose process holds the directory. */
    public Path lock() {
        return directory.resolve("breakwater.lock");
    }

    /** @throws StoreMoved where the logs are in another store now */
    void requireNotMoved() {
        Path moved = directory.resolve(MOVED);
        try {
            if (Files.exists(moved)) {
                throw new StoreMoved(directory.toString(), Files.readString(moved).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + moved + ": " + e, e);
        }
    }

    /** Says for good that the logs are elsewhere; on the device when it returns. */
    void markMoved(String to) {
        try (FileChannel channel = FileChannel.open(directory.resolve(MOVED), StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
                FileChannel listing = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.write(StandardCharsets.UTF_8.encode(to + "\n"));
            channel.force(true);
            listing.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot mark " + directory + " as moved: " + e, e);
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
