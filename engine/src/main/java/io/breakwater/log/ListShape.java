package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A list as an array; read into an immutable list. */
record ListShape(Shape element) implements Shape {
    @Override
    public void write(Object value, CborWriter out) {
        List<?> list = (List<?>) value;
        out.writeArray(list.size());
        for (int i = 0; i < list.size(); i++) {
            element.write(list.get(i), out);
        }
    }

    @Override
    public Object read(CborReader in) {
        int length = in.readArray();
        if (length == 0) {
            return List.of();
        }
        in.enter();
        Object[] elements = new Object[Math.min(length, 16)];
        for (int i = 0; i < length; i++) {
            elements = i < elements.length ? elements : Arrays.copyOf(elements, Math.min(length, 2 * i));
            elements[i] = element.read(in);
        }
        in.leave();
        return List.of(elements);
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Object each : (List<?>) value) {
            element.json(each, out);
        }
        out.writeEndArray();
    }

    @Override
    public String name() {
        return "List<" + element.name() + ">";
    }
}
