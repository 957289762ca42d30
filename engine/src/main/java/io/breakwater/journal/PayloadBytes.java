package io.breakwater.journal;

/**
 * Something serialized: which serializer wrote it, how that serializer names the type, and the bytes, which nobody
 * changes after they were handed over.
 *
 * @param serializerId Pekko's identifier of the serializer; {@link #RAW} for plain bytes
 * @param manifest the serializer's name of the type, may be empty
 */
public record PayloadBytes(int serializerId, String manifest, byte[] bytes) {

    /** Pekko's serializer of byte arrays: the bytes are the payload. */
    public static final int RAW = 4;

    public static PayloadBytes raw(byte[] bytes) {
        return new PayloadBytes(RAW, "", bytes);
    }

    public boolean isRaw() {
        return serializerId == RAW && manifest.isEmpty();
    }
}
