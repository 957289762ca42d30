package io.breakwater.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * A row's value:
 * <pre>
 * version (1) checksum (4) flags (1) timestampMillis (8) writer serializerId (4) manifest adapterManifest
 *   [metadata: serializerId (4) manifest bytes] payload…
 * </pre>
 * Texts and the metadata's bytes carry their length (4) in front; the writer is 16 bytes when it is a UUID. The
 * checksum (CRC32C) covers the log's name, the number and everything behind it: a row that stands in the wrong place
 * is damaged. It does not cover the version; that of a later version must, so that a row whose checksum holds without
 * is of version {@value #VERSION}, whatever its first byte says by now.
 */
public final class RowCodec {

    private static final byte VERSION = 1;
    private static final int COVERED_FROM = 1 + Integer.BYTES;
    private static final int WRITER_IS_UUID = 1;
    private static final int HAS_METADATA = 2;
    private static final int FIXED_BYTES = 64;
    private static final int UTF8_BYTES_A_CHAR = 3;

    private RowCodec() {
    }

    public static RowBytes encode(StoredRow row) {
        UUID writer = uuid(row.writer());
        ByteBuffer header = ByteBuffer.allocate(headerBound(row));
        header.position(COVERED_FROM);
        header.put((byte) ((writer == null ? 0 : WRITER_IS_UUID) | (row.metadata().isPresent() ? HAS_METADATA : 0)));
        header.putLong(row.timestampMillis());
        putWriter(header, writer, row.writer());
        header.putInt(row.payload().serializerId());
        putBytes(header, utf8(row.payload().manifest()));
        putBytes(header, utf8(row.adapterManifest()));
        row.metadata().ifPresent(metadata -> putMetadata(header, metadata));
        return sealed(row, Arrays.copyOf(header.array(), header.position()));
    }

    private static RowBytes sealed(StoredRow row, byte[] header) {
        int checksum = checksum(row.place(), header, ByteBuffer.wrap(row.bytes()));
        ByteBuffer.wrap(header).put(VERSION).putInt(checksum);
        return new RowBytes(row.sequenceNr(), header, row.bytes());
    }

    private static int headerBound(StoredRow row) {
        int chars = row.writer().length() + row.payload().manifest().length() + row.adapterManifest().length()
                + row.metadata().map(metadata -> metadata.manifest().length()).orElse(0);
        return FIXED_BYTES + chars * UTF8_BYTES_A_CHAR + row.metadata().map(m -> m.bytes().length).orElse(0);
    }

    private static void putWriter(ByteBuffer header, UUID uuid, String text) {
        if (uuid == null) {
            putBytes(header, utf8(text));
        } else {
            header.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
    }

    private static void putMetadata(ByteBuffer header, PayloadBytes metadata) {
        header.putInt(metadata.serializerId());
        putBytes(header, utf8(metadata.manifest()));
        putBytes(header, metadata.bytes());
    }

    private static void putBytes(ByteBuffer header, byte[] bytes) {
        header.putInt(bytes.length).put(bytes);
    }

    // Only the usual spelling is kept as 16 bytes, so that every text is read back as it was.
    private static UUID uuid(String writer) {
        if (writer.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(writer);
            return uuid.toString().equals(writer) ? uuid : null;
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    /**
     * @param value the whole value, kept by nobody else
     * @throws MalformedRow when it is not what was written at {@code place}
     * @throws StoreNewer when a later release has written it
     */
    public static StoredRow decode(RowPlace place, byte[] value) throws MalformedRow {
        ByteBuffer header = checked(place, value, new byte[0]);
        return decoded(() -> fields(place, header, null));
    }

    /** As above for a value that is stored in two parts; the payload is not copied. */
    public static StoredRow decode(RowPlace place, byte[] header, byte[] payload) throws MalformedRow {
        ByteBuffer buffer = checked(place, header, payload);
        return decoded(() -> fields(place, buffer, payload));
    }

    /** The time in a header that is not checked: only good enough to choose what to read. */
    public static long timestampMillis(byte[] header) {
        return header.length < COVERED_FROM + 1 + Long.BYTES ? 0 : ByteBuffer.wrap(header).getLong(COVERED_FROM + 1);
    }

    private static ByteBuffer checked(RowPlace place, byte[] value, byte[] payload) throws MalformedRow {
        if (value.length < COVERED_FROM) {
            throw new MalformedRow("its header is cut");
        }
        int version = Byte.toUnsignedInt(value[0]);
        int expected = ByteBuffer.wrap(value).getInt(1);
        boolean isWhole = checksum(place, value, ByteBuffer.wrap(payload)) == expected;
        if (version != VERSION && isWhole) {
            throw new MalformedRow("its version was altered to " + version);
        }
        if (version > VERSION) {
            throw new StoreNewer(place.persistenceId() + " block " + place.sequenceNr(), "row version " + version,
                    "unless its bytes were altered");
        }
        if (!isWhole) {
            throw new MalformedRow("its checksum differs");
        }
        return ByteBuffer.wrap(value).position(COVERED_FROM);
    }

    private static StoredRow decoded(Supplier<StoredRow> fields) throws MalformedRow {
        try {
            return fields.get();
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new MalformedRow("its header is cut");
        }
    }

    private static StoredRow fields(RowPlace place, ByteBuffer value, byte[] payloadApart) {
        int flags = value.get();
        long timestampMillis = value.getLong();
        String writer = (flags & WRITER_IS_UUID) != 0
                ? new UUID(value.getLong(), value.getLong()).toString() : text(value);
        int serializerId = value.getInt();
        String manifest = text(value);
        String adapterManifest = text(value);
        Optional<PayloadBytes> metadata = (flags & HAS_METADATA) != 0
                ? Optional.of(new PayloadBytes(value.getInt(), text(value), take(value, value.getInt())))
                : Optional.empty();
        byte[] bytes = payloadApart == null ? take(value, value.remaining()) : payloadApart;
        PayloadBytes payload = new PayloadBytes(serializerId, manifest, bytes);
        return new StoredRow(place, payload, writer, timestampMillis, adapterManifest, metadata);
    }

    private static String text(ByteBuffer value) {
        int length = value.getInt();
        return length == 0 ? "" : new String(take(value, length), StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer value, int length) {
        if (length > value.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        value.get(bytes);
        return bytes;
    }

    private static int checksum(RowPlace place, byte[] value, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(utf8(place.persistenceId()));
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(place.sequenceNr()).flip());
        crc.update(value, COVERED_FROM, value.length - COVERED_FROM);
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a row's bytes are not. */
    public static final class MalformedRow extends Exception {

        private static final long serialVersionUID = 1L;

        public MalformedRow(String message) {
            super(message);
        }
    }
}
