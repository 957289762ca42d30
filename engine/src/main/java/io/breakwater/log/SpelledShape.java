package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A record that people know by its text: stored by its components, but spelled by {@code toString} in JSON. */
record SpelledShape(Shape stored) implements Shape {
    @Override
    public void write(Object value, CborWriter out) {
        stored.write(value, out);
    }

    @Override
    public Object read(CborReader in) {
        return stored.read(in);
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        out.writeString(value.toString());
    }

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public String definition() {
        return stored.definition();
    }
}
