package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes and reads values of one type; safe for many threads, each with a writer or reader of its own. */
public final class Codec<T> {
    private static final int FIRST_BYTES = 256;
    private static final int MOST_BYTES = 256 << 20;

    private final Class<T> type;
    private final Shape shape;

    Codec(Class<T> type, Shape shape) {
        this.type = type;
        this.shape = shape;
    }

    /** Writes the value; its strings join the writer's table. */
    public void write(T value, CborWriter out) {
        shape.write(value, out);
    }

    /**
     * Reads a value.
     *
     * @throws CorruptEncoding where the bytes are not exactly what {@link #write} makes of some value
     */
    public T read(CborReader in) {
        return type.cast(shape.read(in));
    }

    /** The bytes of a value by itself. */
    public byte[] encode(T value) {
        var out = new CborWriter(FIRST_BYTES, MOST_BYTES);
        write(value, out);
        return out.toBytes();
    }

    /**
     * The value of bytes that hold it and nothing else.
     *
     * @throws CorruptEncoding otherwise
     */
    public T decode(byte[] bytes) {
        var in = new CborReader(bytes);
        T value = read(in);
        in.readEnd();
        return value;
    }

    /** Writes the value with named fields; a member of a sealed family has its name under {@code type}. */
    public void writeJson(T value, JsonGenerator out) throws IOException {
        shape.json(value, out);
    }

    /** The type whose values these are. */
    public Class<T> type() {
        return type;
    }
}
