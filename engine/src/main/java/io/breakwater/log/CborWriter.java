package io.breakwater.log;

import io.breakwater.kernel.BoundExceeded;
import io.breakwater.kernel.Bounds;
import io.breakwater.kernel.Invariants;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR items, each in its shortest form, into a buffer that is used again and again. One thread only.
 *
 * <p>Written by hand instead of through Jackson's generator because it costs less than half of it an item, and because
 * a block is rewound and digested in place; Jackson's parser reads what it writes, which a test holds. Not a general
 * CBOR library: definite lengths, integers of 64 bits, finite doubles, booleans, null, text, bytes, arrays and maps.
 */
public final class CborWriter {
    static final int UNSIGNED = 0x00;
    static final int NEGATIVE = 0x20;
    static final int BYTES = 0x40;
    static final int TEXT = 0x60;
    static final int ARRAY = 0x80;
    static final int MAP = 0xA0;
    static final int FALSE = 0xF4;
    static final int TRUE = 0xF5;
    static final int NULL = 0xF6;
    static final int DOUBLE = 0xFB;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final int LONGEST_HEAD = 9;

    private final StringTable strings = new StringTable();
    private final int most;
    private byte[] buffer;
    private int position;

    /**
     * A writer that starts with some room and grows to at most {@code most} bytes.
     *
     * @param first bytes to start with, ≥ 16
     * @param most bytes at which {@link BoundExceeded} is thrown
     */
    public CborWriter(int first, int most) {
        this.buffer = new byte[Math.max(16, first)];
        this.most = most;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    /** Starts afresh: no bytes, no strings. */
    public void clear() {
        position = 0;
        strings.clear();
    }

    /** How many bytes have been written. */
    public int size() {
        return position;
    }

    /** A copy of what has been written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, position);
    }

    /** The buffer itself, of which the first {@link #size} bytes count, until the next write. */
    byte[] buffer() {
        return buffer;
    }

    int strings() {
        return strings.size();
    }

    /** Takes back everything written since these two figures were read. */
    void rewind(int size, int stringCount) {
        position = size;
        strings.truncate(stringCount);
    }

    /** Writes an integer, 1 to 9 bytes by magnitude. */
    public void writeLong(long value) {
        long sign = value >> 63;
        writeHead((int) (sign & NEGATIVE), value ^ sign);
    }

    /** Writes the head of an array of so many items. */
    public void writeArray(int length) {
        writeHead(ARRAY, length);
    }

    /** Writes the head of a map of so many pairs. */
    public void writeMap(int length) {
        writeHead(MAP, length);
    }

    private void writeHead(int major, long unsigned) {
        byte[] bytes = room(LONGEST_HEAD);
        if (unsigned < 24) {
            bytes[position++] = (byte) (major | (int) unsigned);
        } else {
            writeLongHead(bytes, major, unsigned);
        }
    }

    private void writeLongHead(byte[] bytes, int major, long unsigned) {
        if (unsigned <= 0xFF) {
            bytes[position] = (byte) (major | 24);
            bytes[position + 1] = (byte) unsigned;
            position += 2;
        } else if (unsigned <= 0xFFFF) {
            bytes[position] = (byte) (major | 25);
            SHORTS.set(bytes, position + 1, (short) unsigned);
            position += 3;
        } else if (unsigned <= 0xFFFF_FFFFL) {
            bytes[position] = (byte) (major | 26);
            INTS.set(bytes, position + 1, (int) unsigned);
            position += 5;
        } else {
            bytes[position] = (byte) (major | 27);
            LONGS.set(bytes, position + 1, unsigned);
            position += 9;
        }
    }

    private byte[] room(int bytes) {
        if (buffer.length - position < bytes) {
            grow(bytes);
        }
        return buffer;
    }

    private void grow(int bytes) {
        Bounds.atMost("bytes of an encoding", (long) position + bytes, most);
        buffer = Arrays.copyOf(buffer, (int) Math.min(most, Math.max(2L * buffer.length, (long) position + bytes)));
    }

    /** Writes true or false. */
    public void writeBoolean(boolean value) {
        writeByte(value ? TRUE : FALSE);
    }

    /** Writes the absence of an optional value; nothing else is ever null. */
    public void writeNull() {
        writeByte(NULL);
    }

    private void writeByte(int item) {
        byte[] bytes = room(1);
        bytes[position++] = (byte) item;
    }

    /** Writes a finite double in nine bytes; NaN and infinities are bugs here. */
    public void writeDouble(double value) {
        Invariants.check(Double.isFinite(value), "only finite numbers are stored");
        byte[] bytes = room(LONGEST_HEAD);
        bytes[position] = (byte) DOUBLE;
        LONGS.set(bytes, position + 1, Double.doubleToRawLongBits(value));
        position += LONGEST_HEAD;
    }

    /** Writes a byte string. */
    public void writeBytes(byte[] value) {
        writeHead(BYTES, value.length);
        append(value, value.length);
    }

    /** Writes a string: its text where it occurs first (and where it is empty), else its index among those before. */
    public void writeString(String value) {
        int index = value.isEmpty() ? -1 : strings.indexOrAdd(value);
        if (index >= 0) {
            writeHead(UNSIGNED, index);
        } else {
            writeText(value);
        }
    }

    /** Writes a string as its text, whether or not it has occurred; it gets no index. */
    public void writeText(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) >= 0x80) {
                writeUnicode(value);
                return;
            }
        }
        writeHead(TEXT, length);
        byte[] bytes = room(length);
        value.getBytes(0, length, bytes, position);
        position += length;
    }

    private void writeUnicode(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            writeHead(TEXT, encoded.remaining());
            append(encoded.array(), encoded.remaining());
        } catch (CharacterCodingException unpaired) {
            throw new IllegalArgumentException("half a surrogate pair cannot be stored", unpaired);
        }
    }

    private void append(byte[] source, int length) {
        byte[] bytes = room(length);
        System.arraycopy(source, 0, bytes, position, length);
        position += length;
    }
}
