package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.Blank;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A record as the array of its components. A record of one component is that component alone: such records name a
 * value, and a name costs no byte. What equals the {@link Blank} of a record is an array of nothing.
 */
final class RecordShape implements Shape {
    private final Class<?> type;
    private final String simpleName;
    private Component[] components;
    private MethodHandle constructor;
    /** Made for the first record that is written: those of all types were 650 hidden classes at each start. */
    private MethodHandle write;
    /** Made for the first that is read. */
    private MethodHandle construct;
    /** Null where the record has none. */
    private Object blank;

    /** Made before its components, because they may lead back to it. */
    RecordShape(Class<?> type) {
        this.type = type;
        this.simpleName = type.getSimpleName();
    }

    void complete(Component[] parts, MethodHandle canonical) {
        this.components = parts;
        this.constructor = canonical;
    }

    /** Two threads may make one each, which are alike. */
    private MethodHandle writing() {
        MethodHandle made = write;
        if (made == null) {
            made = Handles.writer(type, components);
            write = made;
        }
        return made;
    }

    private MethodHandle constructing() {
        MethodHandle made = construct;
        if (made == null) {
            made = Handles.reader(constructor, components);
            construct = made;
        }
        return made;
    }

    /** @param constant of this record, which has at least two components */
    void completeBlank(Object constant) {
        this.blank = constant;
    }

    int length() {
        return components.length;
    }

    @Override
    public void write(Object value, CborWriter out) {
        if (blank != null && (blank == value || blank.equals(value))) {
            out.writeArray(0);
            return;
        }
        if (components.length != 1) {
            out.writeArray(components.length);
        }
        writeComponents(value, out);
    }

    void writeComponents(Object value, CborWriter out) {
        MethodHandle handle = writing();
        try {
            handle.invokeExact(value, out);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("accessor of " + simpleName, checked);
        }
    }

    @Override
    public Object read(CborReader in) {
        if (components.length == 1) {
            return readComponents(in);
        }
        int length = in.readArray();
        if (blank != null && length == 0) {
            return blank;
        }
        if (length != components.length) {
            throw in.corrupt(Reason.WRONG_LENGTH, simpleName);
        }
        Object value = readComponents(in);
        if (blank != null && blank.equals(value)) {
            throw in.corrupt(Reason.NOT_CANONICAL, simpleName);
        }
        return value;
    }

    Object readComponents(CborReader in) {
        MethodHandle handle = constructing();
        in.enter();
        try {
            Object value = (Object) handle.invokeExact(in);
            in.leave();
            return value;
        } catch (CorruptEncoding located) {
            throw located;
        } catch (Error fatal) {
            throw fatal;
        } catch (Throwable refusal) {
            throw new CorruptEncoding(Reason.REFUSED_BY_TYPE, in.position(), simpleName, refusal);
        }
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        jsonComponents(value, out);
        out.writeEndObject();
    }

    void jsonComponents(Object value, JsonGenerator out) throws IOException {
        for (Component component : components) {
            out.writeFieldName(component.name());
            component.shape().json(component.of(value), out);
        }
    }

    @Override
    public String name() {
        return SchemaName.of(type);
    }

    @Override
    public String definition() {
        return Arrays.stream(components).map(part -> part.name() + ": " + part.shape().name())
                .collect(Collectors.joining(", ", "record " + name() + "(", ")"));
    }
}
