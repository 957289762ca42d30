package io.breakwater.feed.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Sink;
import io.breakwater.kernel.Overflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recorded market, read row by row. Bad rows go to the sink as faults; a bad file ends with one. */
public final class FileSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /** No file here quotes anything: a stray quote must not swallow what follows it. */
    private static final char NO_QUOTE = '\u0001';

    private final String name;
    private final CloseableIterator<Row> rows;
    private RowReader reader;
    private boolean isDone;

    private FileSource(String name, CloseableIterator<Row> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * Opens a file, packed or not.
     *
     * @throws IOException where it cannot be read
     * @throws FeedFault where it is packed, and broken
     */
    public static FileSource open(Path file) throws IOException {
        return of(file.getFileName().toString(), Files.newInputStream(file));
    }

    /** @param name of the file, by which files without a header are told apart */
    public static FileSource of(String name, InputStream bytes) throws IOException {
        try {
            var text = new InputStreamReader(Unpacked.of(bytes), StandardCharsets.ISO_8859_1);
            var rows = CsvReader.builder()
                    .quoteCharacter(NO_QUOTE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .skipEmptyLines(true)
                    .maxBufferSize(BUFFER)
                    .build(new Row(), text);
            return new FileSource(name, rows.iterator());
        } catch (FeedFault | IOException broken) {
            bytes.close();
            throw broken;
        }
    }

    /** Reads all that is left. */
    public void readAll(Sink sink) {
        while (!isDone) {
            readRow(sink);
        }
    }

    /** Reads one row, which may hold any number of observations; false at the end. */
    public boolean readRow(Sink sink) {
        try {
            if (!rows.hasNext()) {
                isDone = true;
                finish(sink);
                return false;
            }
            read(rows.next(), sink);
        } catch (FeedFault fault) {
            end(fault.fault(), fault.getMessage(), sink);
        } catch (CsvParseException broken) {
            boolean isOurs = broken.getCause() instanceof FeedFault;
            end(isOurs ? ((FeedFault) broken.getCause()).fault() : Fault.OVERSIZED, broken.getMessage(), sink);
        } catch (UncheckedIOException unreadable) {
            end(Fault.TRUNCATED, unreadable.getMessage(), sink);
        }
        return !isDone;
    }

    private void finish(Sink sink) {
        if (reader != null) {
            reader.end(sink);
        }
    }

    private void end(Fault fault, String text, Sink sink) {
        isDone = true;
        finish(sink);
        sink.faulty(fault, name + ": " + text);
    }

    private void read(Row row, Sink sink) {
        if (reader == null && isBegunBy(row)) {
            return;
        }
        try {
            row.checkSize();
            reader.read(row, sink);
        } catch (FeedFault fault) {
            sink.faulty(fault.fault(), row.toString());
        } catch (Overflow overflow) {
            sink.faulty(Fault.OVERFLOW, row.toString());
        }
    }

    /** Whether the row holds no data. */
    private boolean isBegunBy(Row first) {
        Dialects.Begun begun = Dialects.of(name, first);
        reader = begun.reader();
        return begun.isHeader();
    }

    @Override
    public void close() throws IOException {
        isDone = true;
        rows.close();
    }
}
