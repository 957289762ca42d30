package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.audit.checkpoint.CheckpointFiles;
import io.breakwater.audit.checkpoint.CheckpointKeys;
import io.breakwater.audit.checkpoint.CheckpointWriter;
import io.breakwater.audit.checkpoint.DurableFiles;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.log.Checkpoint;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are believed when a known key has signed them, and not otherwise. */
class CheckpointFilesTest {
    @TempDir
    Path directory;

    private final Head head = new Head("counterparty-00", 4, 1, Digest.sha256(new byte[1]), Digest.sha256(new byte[2]));

    private CheckpointWriter writer(Path... copies) {
        return new CheckpointWriter(ScriptedNode.IDENTITY, directory.resolve("keys"), directory.resolve("own"),
                List.of(copies));
    }

    private KnownCheckpoints read(Path files, Path keys) {
        return new CheckpointFiles(files).read(ScriptedNode.IDENTITY, CheckpointKeys.trusted(keys));
    }

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        KeyPair made = CheckpointKeys.openOrCreate(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("checkpoint.key"))))
                .isEqualTo("rw-------");
        KeyPair again = CheckpointKeys.openOrCreate(directory);
        assertThat(again.getPublic()).isEqualTo(made.getPublic());
        assertThat(again.getPrivate()).isEqualTo(made.getPrivate());
        assertThat(CheckpointKeys.trusted(directory)).containsExactly(made.getPublic());
    }

    @Test
    void aPublicKeyThatCameWithABackupStaysBelieved() throws IOException {
        KeyPair old = CheckpointKeys.openOrCreate(directory.resolve("old"));
        CheckpointKeys.copyPublic(directory.resolve("old"), directory.resolve("keys"));
        KeyPair made = CheckpointKeys.openOrCreate(directory.resolve("keys"));
        assertThat(CheckpointKeys.trusted(directory.resolve("keys")))
                .containsExactlyInAnyOrder(old.getPublic(), made.getPublic());
    }

    @Test
    void aMalformedKeyIsRefused() throws IOException {
        CheckpointKeys.openOrCreate(directory);
        Files.writeString(directory.resolve("checkpoint.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        assertThatThrownBy(() -> CheckpointKeys.openOrCreate(directory)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkpoint.key holds no Ed25519 key");
    }

    @Test
    void whatWasWrittenIsReadHereAndFromTheCopy() {
        Path copy = directory.resolve("copy");
        Checkpoint written = writer(copy).write(List.of(head), 77).checkpoint();
        assertThat(read(directory.resolve("own"), directory.resolve("keys")).trusted()).containsExactly(written);
        KnownCheckpoints copied = read(copy, copy);
        assertThat(copied.trusted()).containsExactly(written);
        assertThat(copied.heads("counterparty-00")).containsExactly(head);
        assertThat(copied.and(read(directory.resolve("own"), copy)).trusted()).containsExactly(written);
    }

    @Test
    void whatCannotBeWrittenToOneDirectoryIsWrittenToTheOthersAndNamed() throws IOException {
        Path lost = directory.resolve("lost");
        Path copy = directory.resolve("copy");
        CheckpointWriter writer = writer(lost, copy);
        Files.delete(lost.resolve("checkpoint.pub"));
        Files.delete(lost);
        Files.createFile(lost);
        assertThatThrownBy(() -> writer.write(List.of(head), 77)).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(lost.toString()).hasMessageNotContaining(copy.toString());
        assertThat(read(copy, copy).trusted()).hasSize(1);
    }

    /** Each checkpoint has a name of its own: on a full disk one was left behind every few seconds. */
    @Test
    void whatCouldNotBeWrittenLeavesNothingBehind() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no device here is always full");
        Path file = directory.resolve("checkpoint-1.json");
        Files.createSymbolicLink(directory.resolve("checkpoint-1.json.unfinished"), full);
        assertThatThrownBy(() -> DurableFiles.write(file, new byte[1])).isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aChangedForeignOrMalformedFileIsRefusedByName() throws IOException {
        writer().write(List.of(head), 77);
        Path own = directory.resolve("own");
        Path file = new CheckpointFiles(own).files().getFirst();
        String text = Files.readString(file);
        Files.writeString(own.resolve("checkpoint-1.json"), text.replace("\"number\":4", "\"number\":3"));
        Files.writeString(own.resolve("checkpoint-2.json"), "{");
        KnownCheckpoints known = read(own, directory.resolve("keys"));
        assertThat(known.trusted()).hasSize(1);
        assertThat(known.refused()).extracting(Damage::detail)
                .anyMatch(detail -> detail.contains("checkpoint-1.json is not signed by a known key"))
                .anyMatch(detail -> detail.contains("checkpoint-2.json cannot be read"));
        assertThat(read(own, directory.resolve("nowhere")).trusted()).isEmpty();
        Identity other = new Identity("uat", "fra", 3);
        assertThat(new CheckpointFiles(own).read(other, CheckpointKeys.trusted(directory.resolve("keys"))).refused())
                .extracting(Damage::detail).anyMatch(detail -> detail.contains("is of simulation/fra"));
    }

    @Test
    void filesAreThinnedOutTowardsThePast() throws IOException {
        Path own = directory.resolve("own");
        Files.createDirectories(own);
        for (int i = 0; i < CheckpointFiles.MOST_FILES; i++) {
            Files.createFile(own.resolve("checkpoint-%020d.json".formatted(i)));
        }
        writer().write(List.of(head), 10_000);
        List<Path> left = new CheckpointFiles(own).files();
        assertThat(left).hasSizeLessThan(CheckpointFiles.MOST_FILES * 3 / 4 + 2);
        assertThat(left.getFirst().getFileName().toString()).isEqualTo("checkpoint-%020d.json".formatted(0));
        assertThat(left.getLast().getFileName().toString()).isEqualTo("checkpoint-%020d.json".formatted(10_000));
    }
}
