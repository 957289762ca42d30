package io.breakwater.log;

import io.breakwater.kernel.Invariants;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest as a value: 32 bytes, big-endian, written as 64 lower-case hexadecimal digits. */
public record Digest(long a, long b, long c, long d) {
    /** Length in bytes. */
    public static final int BYTES = 32;

    /** Never written to. */
    private static final MessageDigest FRESH = found();

    /** The digest of all bytes. */
    public static Digest sha256(byte[] bytes) {
        return of(sha256().digest(bytes));
    }

    /** A fresh SHA-256; for streams. Copied: to look for one costs as much as to hash a small block. */
    static MessageDigest sha256() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException everyJdkCan) {
            throw new IllegalStateException(everyJdkCan);
        }
    }

    private static MessageDigest found() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The digest that these 32 bytes are. */
    public static Digest of(byte[] bytes) {
        Invariants.check(bytes.length == BYTES, "a digest has 32 bytes");
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /**
     * Reads 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    public static Digest parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a digest has 64 hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    /** The 32 bytes; the array is the caller's. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
    }

    /** 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
