package io.breakwater.log;

import java.util.Objects;

/**
 * A block as it is stored: the bytes are what the journal keeps and links carry, and the digest is over all of them.
 *
 * @param bytes not to be changed by anyone
 */
public record SealedBlock(BlockHeader header, Digest digest, byte[] bytes) {
    /** By digest: equal digests are equal bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedBlock that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(digest);
    }
}
