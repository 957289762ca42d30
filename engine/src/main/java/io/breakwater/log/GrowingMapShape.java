package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.GrowingMap;
import io.breakwater.kernel.LongMap;
import java.io.IOException;

/** A map that only grows, stored as any map by long keys: which of the two it is in memory is not written. */
record GrowingMapShape(LongMapShape entries) implements Shape {
    @Override
    public void write(Object map, CborWriter out) {
        GrowingMap<?> growing = (GrowingMap<?>) map;
        out.writeMap(growing.size());
        growing.forEachSorted((key, each) -> {
            out.writeLong(key);
            entries.value().write(each, out);
        });
    }

    @Override
    public Object read(CborReader in) {
        GrowingMap<Object>[] read = new GrowingMap[] {GrowingMap.empty()};
        ((LongMap<?>) entries.read(in)).forEachSorted((key, each) -> read[0] = read[0].putNew(key, each));
        return read[0];
    }

    @Override
    public void json(Object map, JsonGenerator out) throws IOException {
        entries.json(((GrowingMap<?>) map).toLongMap(), out);
    }

    @Override
    public String name() {
        return entries.name();
    }
}
