package io.breakwater.ops.output;

import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;

/** Columns and rows of text: what tables and CSV are written from. */
public record Sheet(List<String> columns, List<List<String>> rows) {
    public Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** One row a message, one column a field path. */
    public static Sheet ofList(List<? extends Message> messages, String... paths) {
        List<List<String>> rows = messages.stream()
                .map(message -> Arrays.stream(paths).map(path -> Cells.at(message, path)).toList())
                .toList();
        return new Sheet(List.of(paths), rows);
    }

    /** One row for each field that is set. */
    public static Sheet ofOne(Message message) {
        return new Sheet(List.of("field", "value"), Cells.flatten(message, ""));
    }
}
