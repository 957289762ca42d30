package io.breakwater.ops.output;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns fields of a message into the text of table cells. Not the JSON form, which is protobuf's own. */
final class Cells {
    private Cells() {}

    /** The text at a path such as {@code exposure.gross_notional_usd}; empty where a part of it is not set. */
    static String at(Message message, String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(head);
        if (field == null) {
            throw new IllegalArgumentException(message.getDescriptorForType().getFullName() + " has no field " + head);
        }
        return dot < 0 ? text(message, field) : at((Message) message.getField(field), path.substring(dot + 1));
    }

    /** Every field that is set, as (path, text) rows; nested messages are flattened. */
    static List<List<String>> flatten(Message message, String prefix) {
        List<List<String>> rows = new ArrayList<>();
        message.getAllFields().forEach((field, value) -> {
            String path = prefix + field.getName();
            if (field.isRepeated()) {
                flattenList(rows, path, (List<?>) value);
            } else {
                flattenOne(rows, path, field, value);
            }
        });
        return rows;
    }

    private static void flattenList(List<List<String>> rows, String path, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            flattenOne(rows, path + "[" + i + "]", null, values.get(i));
        }
    }

    private static void flattenOne(List<List<String>> rows, String path, FieldDescriptor field, Object value) {
        if (value instanceof Message nested && !isTime(nested)) {
            rows.addAll(flatten(nested, path + "."));
        } else {
            rows.add(List.of(path, text(field, value)));
        }
    }

    private static boolean isTime(Message message) {
        return message instanceof Timestamp || message instanceof Duration;
    }

    private static String text(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return Integer.toString(message.getRepeatedFieldCount(field));
        }
        if (field.hasPresence() && !message.hasField(field)) {
            return "";
        }
        return text(field, message.getField(field));
    }

    private static String text(FieldDescriptor field, Object value) {
        return switch (value) {
            case Timestamp time -> Timestamps.toString(time);
            case Duration span -> Durations.toString(span);
            case EnumValueDescriptor constant -> shortName(constant);
            case Message nested -> nested.getAllFields().isEmpty() ? "" : "{…}";
            default -> value.toString();
        };
    }

    /** TRADING_STATE_HALTED is shown as HALTED. */
    private static String shortName(EnumValueDescriptor constant) {
        String type = constant.getType().getName().replaceAll("([a-z])([A-Z])", "$1_$2");
        String prefix = type.toUpperCase(Locale.ROOT) + "_";
        String name = constant.getName();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
