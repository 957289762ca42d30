package io.breakwater.feed.file.tardis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;

/**
 * One file that is being written.
 *
 * @param day since 1970-01-01
 */
record RecordedFile(long day, Writer out, long[] chars) implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long MOST_CHARS = 64L << 30;
    private static final int MOST_PARTS = 1_000;

    /** A file that exists is left alone: what comes after a restart goes into another part. */
    static RecordedFile create(Path directory, String name, long day, String header) throws IOException {
        String date = LocalDate.ofEpochDay(day).toString();
        for (int part = 0; part < MOST_PARTS; part++) {
            Path file = directory.resolve(name + "_" + date + (part == 0 ? "" : "_" + part) + ".csv.gz");
            if (Files.notExists(file)) {
                Writer out = new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER, true),
                        StandardCharsets.ISO_8859_1), BUFFER);
                RecordedFile made = new RecordedFile(day, out, new long[1]);
                made.write(header);
                return made;
            }
        }
        throw new IOException("too many parts of " + name + " on " + date);
    }

    /** @param rows one or more, without the last one's end; nothing where there is none */
    void write(String rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        chars[0] += rows.length() + 1;
        if (chars[0] > MOST_CHARS) {
            throw new IOException("the file is full");
        }
        out.write(rows);
        out.write('\n');
    }

    /** Whatever was written can be read from now on, also when the file is never closed. */
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
