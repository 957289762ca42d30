package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An enum as its ordinal; constants are only ever added at the end, which the golden schema holds. */
final class EnumShape implements Shape {
    private final Class<?> type;
    private final Object[] constants;

    EnumShape(Class<?> type) {
        this.type = type;
        this.constants = type.getEnumConstants();
    }

    @Override
    public void write(Object value, CborWriter out) {
        out.writeLong(((Enum<?>) value).ordinal());
    }

    @Override
    public Object read(CborReader in) {
        long ordinal = in.readLong();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw in.corrupt(ordinal < 0 ? Reason.OUT_OF_RANGE : Reason.UNKNOWN_TAG, type.getSimpleName());
        }
        return constants[(int) ordinal];
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        out.writeString(((Enum<?>) value).name());
    }

    @Override
    public String name() {
        return SchemaName.of(type);
    }

    @Override
    public String definition() {
        return Arrays.stream(constants).map(c -> ((Enum<?>) c).name())
                .collect(Collectors.joining(" | ", "enum " + name() + " = ", ""));
    }
}
