package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.LongMap;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;

/** A map by long keys as a CBOR map by ascending key, whatever its own order. */
record LongMapShape(Shape value) implements Shape {
    @Override
    public void write(Object map, CborWriter out) {
        LongMap<?> entries = (LongMap<?>) map;
        out.writeMap(entries.size());
        entries.forEachSorted((key, each) -> {
            out.writeLong(key);
            value.write(each, out);
        });
    }

    @Override
    public Object read(CborReader in) {
        int size = in.readMap();
        if (size == 0) {
            return LongMap.empty();
        }
        in.enter();
        LongMap.Builder<Object> builder = LongMap.builder();
        long last = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            last = readKey(in, i, last);
            builder.put(last, value.read(in));
        }
        in.leave();
        return builder.build();
    }

    private long readKey(CborReader in, int index, long last) {
        long key = in.readLong();
        if (index > 0 && key <= last) {
            throw in.corrupt(Reason.NOT_CANONICAL, name());
        }
        return key;
    }

    @Override
    public void json(Object map, JsonGenerator out) throws IOException {
        LongMap<?> entries = (LongMap<?>) map;
        out.writeStartObject();
        for (long key : entries.sortedKeys()) {
            out.writeFieldName(Long.toString(key));
            value.json(entries.get(key), out);
        }
        out.writeEndObject();
    }

    @Override
    public String name() {
        return "LongMap<" + value.name() + ">";
    }
}
