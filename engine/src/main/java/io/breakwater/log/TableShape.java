package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.Canonical;
import io.breakwater.kernel.Table;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in key order: a map where keys are texts, whole numbers or enums, else an array of keys and values in turn,
 * because Jackson reads no other keys. In JSON an object or a list of entries, likewise.
 */
record TableShape(Shape key, Shape value) implements Shape {
    @Override
    public void write(Object table, CborWriter out) {
        Table<?, ?> entries = (Table<?, ?>) table;
        int size = entries.size();
        if (isMap()) {
            out.writeMap(size);
        } else {
            out.writeArray(2 * size);
        }
        for (int i = 0; i < size; i++) {
            key.write(entries.keyAt(i), out);
            value.write(entries.valueAt(i), out);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object read(CborReader in) {
        int size = isMap() ? in.readMap() : readPairs(in);
        if (size == 0) {
            return Table.empty();
        }
        in.enter();
        List<Comparable<Object>> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            keys.add((Comparable<Object>) canonical(key.read(in)));
            checkOrder(keys, in);
            values.add(value.read(in));
        }
        in.leave();
        return Table.ofSorted(keys, values);
    }

    /** What is looked for in the table is then most often the very key. */
    private static Object canonical(Object key) {
        return key instanceof String text ? Canonical.of(text) : key;
    }

    private boolean isMap() {
        return key == Scalar.STRING || key == Scalar.LONG || key == Scalar.INT || key instanceof EnumShape;
    }

    private int readPairs(CborReader in) {
        int items = in.readArray();
        if (items % 2 != 0) {
            throw in.corrupt(Reason.WRONG_LENGTH, name());
        }
        return items / 2;
    }

    private void checkOrder(List<Comparable<Object>> keys, CborReader in) {
        int last = keys.size() - 1;
        if (last > 0 && keys.get(last - 1).compareTo(keys.get(last)) >= 0) {
            throw in.corrupt(Reason.NOT_CANONICAL, name());
        }
    }

    @Override
    public void json(Object table, JsonGenerator out) throws IOException {
        if (isMap()) {
            jsonObject((Table<?, ?>) table, out);
        } else {
            jsonList((Table<?, ?>) table, out);
        }
    }

    private void jsonObject(Table<?, ?> entries, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < entries.size(); i++) {
            out.writeFieldName(entries.keyAt(i).toString());
            value.json(entries.valueAt(i), out);
        }
        out.writeEndObject();
    }

    private void jsonList(Table<?, ?> entries, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < entries.size(); i++) {
            out.writeStartObject();
            out.writeFieldName("key");
            key.json(entries.keyAt(i), out);
            out.writeFieldName("value");
            value.json(entries.valueAt(i), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    public String name() {
        return "Table<" + key.name() + ", " + value.name() + ">";
    }
}
