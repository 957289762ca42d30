package io.breakwater.log;

import io.breakwater.log.CorruptEncoding.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link CborWriter} writes, and nothing else: any other form of the same value is refused, so that reading
 * and writing again gives the same bytes. Every refusal is a {@link CorruptEncoding} with its offset. One thread only.
 *
 * <p>Lengths are checked against the bytes that are left before anything is allocated, and nesting is bounded, so that
 * hostile bytes cost no more than honest ones.
 */
public final class CborReader {
    /** Deepest nesting of records, lists and maps that is read. */
    public static final int DEEPEST = 64;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final int MAJOR_MASK = 0xE0;
    private static final int LENGTH_MASK = 0x1F;

    private final StringTable strings = new StringTable();
    private final byte[] bytes;
    private int position;
    private int item;
    private int depth;

    /** A reader of all these bytes; they must not change while it reads. */
    public CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
    }

    /** Offset of the next item. */
    public int position() {
        return position;
    }

    /** Refuses anything after the last item. */
    public void readEnd() {
        if (position != bytes.length) {
            item = position;
            throw corrupt(Reason.TRAILING, "end");
        }
    }

    /** Reads an integer. */
    public long readLong() {
        int kind = peek() & MAJOR_MASK;
        if (kind == CborWriter.UNSIGNED) {
            return readUnsigned("integer");
        }
        expect(kind == CborWriter.NEGATIVE, "integer");
        return ~readUnsigned("integer");
    }

    /** Reads an integer of 32 bits. */
    public int readInt() {
        long value = readLong();
        if (value != (int) value) {
            throw corrupt(Reason.OUT_OF_RANGE, "int");
        }
        return (int) value;
    }

    /** Reads the head of an array and answers its length, which is never more than the bytes that are left. */
    public int readArray() {
        return readLength(CborWriter.ARRAY, "array");
    }

    /** Reads the head of an array of exactly so many items. */
    public void readArray(int length) {
        if (readArray() != length) {
            throw corrupt(Reason.WRONG_LENGTH, "array of " + length);
        }
    }

    /** Reads the head of a map and answers how many pairs it has. */
    public int readMap() {
        return readLength(CborWriter.MAP, "map");
    }

    private int readLength(int major, String what) {
        expect((peek() & MAJOR_MASK) == major, what);
        long length = readUnsigned(what);
        if (length > bytes.length - position) {
            throw corrupt(Reason.TRUNCATED, what);
        }
        return (int) length;
    }

    /** Reads true or false. */
    public boolean readBoolean() {
        int next = peek();
        expect(next == CborWriter.TRUE || next == CborWriter.FALSE, "boolean");
        position++;
        return next == CborWriter.TRUE;
    }

    /** Whether the next item is null, which is then read. */
    public boolean readNull() {
        boolean absent = peek() == CborWriter.NULL;
        position += absent ? 1 : 0;
        return absent;
    }

    /** Whether the next item is an integer; it is not read. */
    boolean atInteger() {
        return (peek() & MAJOR_MASK) == CborWriter.UNSIGNED;
    }

    /** Reads a finite double. */
    public double readDouble() {
        expect(peek() == CborWriter.DOUBLE, "double");
        need(8, position + 1, "double");
        double value = Double.longBitsToDouble((long) LONGS.get(bytes, position + 1));
        if (!Double.isFinite(value)) {
            throw corrupt(Reason.OUT_OF_RANGE, "double");
        }
        position += 9;
        return value;
    }

    /** Reads a byte string into an array of its own. */
    public byte[] readBytes() {
        int length = readLength(CborWriter.BYTES, "bytes");
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        position += length;
        return value;
    }

    /** Reads a string: a text, which gets the next index, or the index of one that has occurred. */
    public String readString() {
        if ((peek() & MAJOR_MASK) != CborWriter.UNSIGNED) {
            String text = readText();
            if (!text.isEmpty()) {
                strings.append(text);
            }
            return text;
        }
        String known = strings.at(readUnsigned("string"));
        if (known == null) {
            throw corrupt(Reason.UNKNOWN_STRING, "string");
        }
        return known;
    }

    /** Reads a text that has no index. */
    public String readText() {
        int length = readLength(CborWriter.TEXT, "text");
        String text = isAscii(length)
                ? new String(bytes, position, length, StandardCharsets.ISO_8859_1)
                : readUnicode(length);
        position += length;
        return text;
    }

    private boolean isAscii(int length) {
        int any = 0;
        for (int i = position; i < position + length; i++) {
            any |= bytes[i];
        }
        return any >= 0;
    }

    private String readUnicode(int length) {
        try {
            ByteBuffer encoded = ByteBuffer.wrap(bytes, position, length);
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException notText) {
            throw new CorruptEncoding(Reason.NOT_TEXT, item, "text", notText);
        }
    }

    /** Goes one level down; each call is paired with {@link #leave}, except where reading ends in a refusal. */
    void enter() {
        if (++depth > DEEPEST) {
            throw corrupt(Reason.TOO_LARGE, "nesting");
        }
    }

    void leave() {
        depth--;
    }

    /** The refusal of the item that was read last. */
    CorruptEncoding corrupt(Reason reason, String type) {
        return new CorruptEncoding(reason, item, type, null);
    }

    private int peek() {
        item = position;
        need(1, position, "item");
        return bytes[position] & 0xFF;
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            throw corrupt(Reason.WRONG_KIND, what);
        }
    }

    private void need(int length, int from, String what) {
        if (bytes.length - from < length) {
            throw corrupt(Reason.TRUNCATED, what);
        }
    }

    /** Reads the number in a head; only 63 bits are in use, and only the shortest form is right. */
    private long readUnsigned(String what) {
        int length = bytes[position++] & LENGTH_MASK;
        if (length < 24) {
            return length;
        }
        long value = switch (length) {
            case 24 -> readWidth(1, what);
            case 25 -> readWidth(2, what);
            case 26 -> readWidth(4, what);
            case 27 -> readWidth(8, what);
            default -> throw corrupt(Reason.WRONG_KIND, what);
        };
        if (value < 0) {
            throw corrupt(Reason.OUT_OF_RANGE, what);
        }
        if (value < smallest(length)) {
            throw corrupt(Reason.NOT_CANONICAL, what);
        }
        return value;
    }

    private static long smallest(int length) {
        return switch (length) {
            case 24 -> 24;
            case 25 -> 0x100;
            case 26 -> 0x1_0000;
            default -> 0x1_0000_0000L;
        };
    }

    private long readWidth(int width, String what) {
        need(width, position, what);
        int at = position;
        position += width;
        return switch (width) {
            case 1 -> bytes[at] & 0xFF;
            case 2 -> (short) SHORTS.get(bytes, at) & 0xFFFF;
            case 4 -> (int) INTS.get(bytes, at) & 0xFFFF_FFFFL;
            default -> (long) LONGS.get(bytes, at);
        };
    }
}
