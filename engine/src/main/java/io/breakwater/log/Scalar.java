package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.LongRows;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;

/** The types that have no parts. Components of primitive type go past this, unboxed; see {@link Handles}. */
enum Scalar implements Shape {
    BOOLEAN {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeBoolean((boolean) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readBoolean();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeBoolean((boolean) value);
        }
    },
    INT {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeLong((int) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readInt();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((int) value);
        }
    },
    LONG {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeLong((long) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readLong();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((long) value);
        }
    },
    DOUBLE {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeDouble((double) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readDouble();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((double) value);
        }
    },
    STRING {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeString((String) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readString();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeString((String) value);
        }
    },
    BYTES {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeBytes((byte[]) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readBytes();
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeString(HexFormat.of().formatHex((byte[]) value));
        }
    },
    DIGEST {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeBytes(((Digest) value).bytes());
        }

        @Override
        public Object read(CborReader in) {
            byte[] bytes = in.readBytes();
            if (bytes.length != Digest.BYTES) {
                throw in.corrupt(CorruptEncoding.Reason.WRONG_LENGTH, "Digest");
            }
            return Digest.of(bytes);
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            out.writeString(value.toString());
        }
    },
    LONGS {
        @Override
        public void write(Object value, CborWriter out) {
            long[] longs = (long[]) value;
            out.writeArray(longs.length);
            for (long element : longs) {
                out.writeLong(element);
            }
        }

        @Override
        public Object read(CborReader in) {
            long[] longs = new long[in.readArray()];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = in.readLong();
            }
            return longs;
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            long[] longs = (long[]) value;
            out.writeArray(longs, 0, longs.length);
        }
    },
    LONG_ROWS {
        @Override
        public void write(Object value, CborWriter out) {
            LongRows rows = (LongRows) value;
            out.writeArray(2);
            out.writeLong(rows.width());
            out.writeBytes(rows.toBytes());
        }

        @Override
        public Object read(CborReader in) {
            in.readArray(2);
            int width = in.readInt();
            byte[] bytes = in.readBytes();
            if (width < 1 || width > LongRows.WIDEST || bytes.length % (width * Long.BYTES) != 0
                    || bytes.length / (width * Long.BYTES) > LongRows.MOST) {
                throw in.corrupt(CorruptEncoding.Reason.WRONG_LENGTH, "LongRows");
            }
            return LongRows.of(width, bytes);
        }

        @Override
        public void json(Object value, JsonGenerator out) throws IOException {
            LongRows rows = (LongRows) value;
            out.writeStartArray();
            for (int row = 0; row < rows.size(); row++) {
                long[] longs = new long[rows.width()];
                for (int column = 0; column < longs.length; column++) {
                    longs[column] = rows.get(row, column);
                }
                out.writeArray(longs, 0, longs.length);
            }
            out.writeEndArray();
        }
    };

    private static final Map<Class<?>, Scalar> BY_TYPE = Map.ofEntries(
            Map.entry(boolean.class, BOOLEAN), Map.entry(Boolean.class, BOOLEAN),
            Map.entry(int.class, INT), Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG), Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE), Map.entry(Double.class, DOUBLE),
            Map.entry(String.class, STRING), Map.entry(byte[].class, BYTES),
            Map.entry(Digest.class, DIGEST), Map.entry(long[].class, LONGS),
            Map.entry(LongRows.class, LONG_ROWS));

    /** The scalar for a type, or null where the type is none. */
    static Scalar of(Class<?> type) {
        return BY_TYPE.get(type);
    }
}
