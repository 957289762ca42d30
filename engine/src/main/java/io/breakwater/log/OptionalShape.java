package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** An optional value as itself or null: the only place where null is written. */
record OptionalShape(Shape element) implements Shape {
    @Override
    public void write(Object value, CborWriter out) {
        Optional<?> optional = (Optional<?>) value;
        if (optional.isPresent()) {
            element.write(optional.get(), out);
        } else {
            out.writeNull();
        }
    }

    @Override
    public Object read(CborReader in) {
        return in.readNull() ? Optional.empty() : Optional.of(element.read(in));
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        Optional<?> optional = (Optional<?>) value;
        if (optional.isPresent()) {
            element.json(optional.get(), out);
        } else {
            out.writeNull();
        }
    }

    @Override
    public String name() {
        return "Optional<" + element.name() + ">";
    }
}
