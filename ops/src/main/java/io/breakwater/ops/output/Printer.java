package io.breakwater.ops.output;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes results to one writer in one format. JSON is protobuf's mapping with all plain fields; lists are arrays. */
public final class Printer {
    private static final JsonFormat.Printer JSON = JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

    private final PrintWriter out;
    private final Format format;

    public Printer(PrintWriter out, Format format) {
        this.out = out;
        this.format = format;
    }

    /** One result: JSON object, or one row a field. */
    public void one(Message message) {
        if (format == Format.json) {
            out.println(json(message));
        } else {
            sheet(Sheet.ofOne(message));
        }
        out.flush();
    }

    /** Many results: JSON array, or one row each with these columns (field paths). */
    public void list(List<? extends Message> messages, String... columns) {
        if (format == Format.json) {
            out.println(messages.stream().map(Printer::json).collect(Collectors.joining(",\n", "[", "]")));
        } else {
            sheet(Sheet.ofList(messages, columns));
        }
        out.flush();
    }

    /** A result that is mostly a list: JSON object, or one row each of the list with these columns. */
    public void whole(Message message, List<? extends Message> rows, String... columns) {
        if (format == Format.json) {
            one(message);
        } else {
            list(rows, columns);
        }
    }

    /** A result that is a list of nothing: JSON object, CSV of these columns alone, or a sentence that says why. */
    public void nothing(Message message, String sentence, String... columns) {
        if (format == Format.table) {
            out.println(sentence);
            out.flush();
        } else {
            whole(message, List.of(), columns);
        }
    }

    /** More about a result that has been written: nothing in JSON, which holds it already, or where there is none. */
    public void details(List<? extends Message> rows, String... columns) {
        if (format != Format.json && !rows.isEmpty()) {
            out.println();
            list(rows, columns);
        }
    }

    /** The same of a sheet. */
    public void details(Sheet sheet) {
        if (format != Format.json && !sheet.rows().isEmpty()) {
            out.println();
            sheet(sheet);
            out.flush();
        }
    }

    /** A sheet, as a table or CSV. */
    void sheet(Sheet sheet) {
        if (format == Format.csv) {
            out.print(csv(sheet));
        } else {
            table(sheet.withoutEmptyColumns().legible());
        }
    }

    private void table(Sheet sheet) {
        int[] widths = IntStream.range(0, sheet.columns().size()).map(column -> width(sheet, column)).toArray();
        out.println(line(sheet.columns().stream().map(Printer::heading).toList(), widths));
        sheet.rows().forEach(row -> out.println(line(row, widths)));
    }

    private static String heading(String column) {
        return column.toUpperCase(Locale.ROOT).replace('_', ' ');
    }

    private static int width(Sheet sheet, int column) {
        int widest = sheet.rows().stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.max(widest, sheet.columns().get(column).length());
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        return text.toString().stripTrailing();
    }

    private static String csv(Sheet sheet) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(sheet.columns());
            sheet.rows().forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String json(Message message) {
        try {
            return JSON.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message of the API cannot be written as JSON", e);
        }
    }
}
