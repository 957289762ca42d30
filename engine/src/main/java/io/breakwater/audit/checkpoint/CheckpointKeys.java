package io.breakwater.audit.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that sign checkpoints, in one directory: {@code checkpoint.key} (private, readable by its owner alone) and
 * any number of {@code *.pub}. A key pair is made at the first start; an earlier node's public keys may stand beside
 * it, so that what it signed is still believed.
 */
public final class CheckpointKeys {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "checkpoint.key";
    private static final String PUBLIC = "checkpoint.pub";
    private static final String ENDING = ".pub";
    private static final int MOST_BYTES = 4_096;

    private CheckpointKeys() {}

    /**
     * Reads the key pair of a directory, and makes it where there is none.
     *
     * @throws UncheckedIOException where files cannot be read or written
     * @throws IllegalArgumentException where a file holds no key, or only half of the pair is there
     */
    public static KeyPair openOrCreate(Path directory) {
        try {
            Files.createDirectories(directory);
            Path secret = directory.resolve(PRIVATE);
            return Files.exists(secret) ? read(directory) : create(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys in " + directory + " cannot be used: " + e, e);
        }
    }

    private static KeyPair create(Path directory) throws IOException {
        KeyPair pair = generated();
        // The public half first: a private key without it would never be believed.
        keepForeign(directory);
        DurableFiles.write(directory.resolve(PUBLIC), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        writeSecret(directory.resolve(PRIVATE), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        return pair;
    }

    /** A public key that came with a backup keeps its place under another name. */
    private static void keepForeign(Path directory) throws IOException {
        Path old = directory.resolve(PUBLIC);
        if (Files.exists(old)) {
            int number = 1;
            while (Files.exists(directory.resolve("earlier-" + number + ENDING))) {
                number++;
            }
            Files.move(old, directory.resolve("earlier-" + number + ENDING));
        }
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void writeSecret(Path file, byte[] bytes) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel out = Files.newByteChannel(file, fresh, ownerOnly)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            ((FileChannel) out).force(true);
        }
    }

    private static KeyPair read(Path directory) throws IOException {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            byte[] secret = unpem(directory.resolve(PRIVATE));
            return new KeyPair(publicKey(directory.resolve(PUBLIC)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException(directory.resolve(PRIVATE) + " holds no Ed25519 key: put it back from"
                    + " where it was kept, or remove it and a new one is made", notAKey);
        }
    }

    /** The public keys of a directory; none where there is no such directory. */
    public static List<PublicKey> trusted(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<PublicKey> keys = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).sorted().toList()) {
                keys.add(publicKey(file));
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("The keys in " + directory + " cannot be read: " + e, e);
        }
    }

    /** Puts the public keys of one directory beside those of another, where copies of checkpoints are kept. */
    public static void copyPublic(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (Path file : publicFiles(from)) {
                Path copy = to.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    DurableFiles.write(copy, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The public keys cannot be copied to " + to + ": " + e, e);
        }
    }

    private static List<Path> publicFiles(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
        }
    }

    private static PublicKey publicKey(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(unpem(file)));
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException(file + " holds no Ed25519 public key", notAKey);
        }
    }

    private static byte[] pem(String what, byte[] encoded) {
        String text = "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(encoded) + "\n-----END " + what + "-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] unpem(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + " is too large for a key");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        StringBuilder body = new StringBuilder();
        text.lines().filter(line -> !line.startsWith("-----")).forEach(body::append);
        try {
            return Base64.getDecoder().decode(body.toString());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(file + " is no PEM file", notBase64);
        }
    }
}
