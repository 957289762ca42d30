package io.breakwater.audit.checkpoint;

import io.breakwater.audit.Damage;
import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.Identity;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.CheckpointJson;
import io.breakwater.log.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A directory of signed checkpoints, one file each, named by their time so that the names stand in order. Those that an
 * anchor rests on have names of their own and are never dropped.
 *
 * @param directory created where it does not exist
 */
public record CheckpointFiles(Path directory) {

    /** Beyond this every second one of the older half is dropped. */
    public static final int MOST_FILES = 2_048;

    private static final String PREFIX = "checkpoint-";
    private static final String ANCHOR = "anchor-";
    private static final String ENDING = ".json";

    /** Writes a checkpoint; it is on the device when this returns. */
    public void write(SignedCheckpoint signed) {
        write(signed, PREFIX);
    }

    /** As above, and it stays: without it nobody believes the anchor that it signs. */
    public void keep(SignedCheckpoint signed) {
        write(signed, ANCHOR);
    }

    private void write(SignedCheckpoint signed, String prefix) {
        String name = prefix + String.format(Locale.ROOT, "%020d", signed.checkpoint().atMicros()) + ENDING;
        try {
            Files.createDirectories(directory);
            DurableFiles.write(directory.resolve(name), CheckpointJson.format(signed).getBytes(StandardCharsets.UTF_8));
            thinOut();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The checkpoint " + name + " cannot be written to " + directory + ": " + e, e);
        }
    }

    private void thinOut() throws IOException {
        List<Path> files = files().stream().filter(file -> named(file, PREFIX)).toList();
        if (files.size() > MOST_FILES) {
            for (int i = 1; i < files.size() / 2; i += 2) {
                Files.delete(files.get(i));
            }
        }
    }

    /** Those of anchors first, then the others, each by time, oldest first; none where there is no such directory. */
    public List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(CheckpointFiles::isCheckpoint).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints in " + directory + " cannot be read: " + e, e);
        }
    }

    /** @throws IllegalArgumentException where there is none, so that nobody takes a wrong directory for a clean one */
    public void requireSome() {
        if (files().isEmpty()) {
            throw new IllegalArgumentException(
                    directory + " holds no checkpoints: name a directory of breakwater.checkpoints.copies");
        }
    }

    private static boolean isCheckpoint(Path file) {
        return named(file, PREFIX) || named(file, ANCHOR);
    }

    private static boolean named(Path file, String prefix) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix) && name.endsWith(ENDING);
    }

    /** Reads all, and believes those that one of these keys has signed for this data center. */
    public KnownCheckpoints read(Identity identity, List<PublicKey> keys) {
        List<Checkpoint> trusted = new ArrayList<>();
        List<Damage> refused = new ArrayList<>();
        for (Path file : files()) {
            String wrong = read(file, identity, keys, trusted);
            if (!wrong.isEmpty()) {
                refused.add(new Damage("checkpoints", 0, Kind.CHECKPOINT, file + " " + wrong));
            }
        }
        trusted.sort(Comparator.comparingLong(Checkpoint::atMicros));
        return new KnownCheckpoints(List.copyOf(trusted), List.copyOf(refused));
    }

    /** Answers what is wrong with it; nothing where it was added to those that are trusted. */
    private static String read(Path file, Identity identity, List<PublicKey> keys, List<Checkpoint> trusted) {
        try {
            SignedCheckpoint signed = CheckpointJson.parse(Files.readString(file));
            Checkpoint checkpoint = signed.checkpoint();
            if (keys.stream().noneMatch(signed::isSignedBy)) {
                return "is not signed by a known key";
            }
            if (!identity.environment().equals(checkpoint.environment())
                    || !identity.dataCenter().equals(checkpoint.dataCenter())) {
                return "is of " + checkpoint.environment() + "/" + checkpoint.dataCenter();
            }
            trusted.add(checkpoint);
            return "";
        } catch (NoSuchFileException thinnedOut) {
            return "";
        } catch (IOException | IllegalArgumentException unreadable) {
            return "cannot be read: " + unreadable.getMessage();
        }
    }
}
