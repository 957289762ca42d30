package io.breakwater.ops.command;

import io.breakwater.ops.UsageFault;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads an enum of the API from what people type: `halted`, `reduce-only`, `HALTED`. */
final class Choice {
    private Choice() {}

    /** The constant whose name is {@code prefix} + the value; a usage fault names the choices. */
    static <E extends Enum<E>> E of(Class<E> type, String prefix, String flag, String value) {
        String wanted = prefix + value.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new UsageFault(flag + " " + value + " is not one of " + choices(type, prefix)));
    }

    private static <E extends Enum<E>> String choices(Class<E> type, String prefix) {
        return Arrays.stream(type.getEnumConstants())
                .map(Enum::name)
                .filter(name -> name.startsWith(prefix) && !name.endsWith("_UNSPECIFIED"))
                .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
