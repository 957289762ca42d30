package io.breakwater.ops.output;

import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The same without columns that are empty in every row; as it is where there are no rows. */
    Sheet withoutEmptyColumns() {
        if (rows.isEmpty()) {
            return this;
        }
        int[] kept = IntStream.range(0, columns.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .toArray();
        return new Sheet(pick(columns, kept), rows.stream().map(row -> pick(row, kept)).toList());
    }

    private static List<String> pick(List<String> cells, int[] places) {
        return Arrays.stream(places).mapToObj(cells::get).toList();
    }

    /** As a terminal may show it. */
    Sheet legible() {
        return new Sheet(columns, rows.stream().map(row -> row.stream().map(Legible::text).toList()).toList());
    }

    /** One row for each field that is set. */
    public static Sheet ofOne(Message message) {
        return new Sheet(List.of("field", "value"), Cells.flatten(message, ""));
    }
}
