package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.Table;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table as a CBOR map in key order. In JSON it is an object where its keys are scalars or enums, else a list. */
record TableShape(Shape key, Shape value) implements Shape {
    @Override
    public void write(Object table, CborWriter out) {
        Table<?, ?> entries = (Table<?, ?>) table;
        int size = entries.size();
        out.writeMap(size);
        for (int i = 0; i < size; i++) {
            key.write(entries.keyAt(i), out);
            value.write(entries.valueAt(i), out);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object read(CborReader in) {
        int size = in.readMap();
        if (size == 0) {
            return Table.empty();
        }
        in.enter();
        List<Comparable<Object>> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            keys.add((Comparable<Object>) key.read(in));
            checkOrder(keys, in);
            values.add(value.read(in));
        }
        in.leave();
        return Table.ofSorted(keys, values);
    }

    private void checkOrder(List<Comparable<Object>> keys, CborReader in) {
        int last = keys.size() - 1;
        if (last > 0 && keys.get(last - 1).compareTo(keys.get(last)) >= 0) {
            throw in.corrupt(Reason.NOT_CANONICAL, name());
        }
    }

    @Override
    public void json(Object table, JsonGenerator out) throws IOException {
        if (key instanceof Scalar || key instanceof EnumShape) {
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
