package io.breakwater.feed.file.tardis;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes what comes in as Tardis' files, one a kind and UTC day, and hands it on. Books that stand alone are written
 * whole, to 25 levels; those of a sequence, and their changes, level by level. Candles, depths and states have no file.
 * A disk that is full or a file that is full ends the recording, not the feed.
 */
public final class TardisRecorder implements Sink, AutoCloseable {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final Path directory;
    private final String venue;
    private final Sink next;
    private final Map<TardisRow, RecordedFile> open = new HashMap<>();
    private final Set<RecordedFile> unflushed = new HashSet<>();
    private boolean isEnded;

    /** @param next takes everything, recorded or not */
    public TardisRecorder(Path directory, String venue, Sink next) {
        this.directory = directory;
        this.venue = venue;
        this.next = next;
    }

    @Override
    public synchronized void observed(Observation observation) {
        TardisRow kind = TardisRow.of(observation);
        if (kind != null && !isEnded) {
            record(kind, observation);
        }
        next.observed(observation);
    }

    private void record(TardisRow kind, Observation observation) {
        try {
            long day = Math.floorDiv(observation.at().receivedMicros(), DAY_MICROS);
            RecordedFile file = open.get(kind);
            if (file == null || file.day() < day) {
                if (file != null) {
                    unflushed.remove(file);
                    file.close();
                }
                Files.createDirectories(directory);
                file = RecordedFile.create(directory, venue + "_" + kind.fileKind(), day, kind.header());
                open.put(kind, file);
            }
            file.write(kind.rows(observation));
            unflushed.add(file);
        } catch (IOException failure) {
            ended(failure);
        }
    }

    private void ended(IOException failure) {
        isEnded = true;
        next.faulty(Fault.OVERSIZED, "the recording has ended: " + failure);
    }

    /** What came in so far can be read from now on, whatever becomes of the process; to be called now and then. */
    public synchronized void flush() {
        try {
            for (RecordedFile file : unflushed) {
                file.flush();
            }
        } catch (IOException failure) {
            ended(failure);
        }
        unflushed.clear();
    }

    @Override
    public void faulty(Fault fault, String text) {
        next.faulty(fault, text);
    }

    @Override
    public synchronized void close() throws IOException {
        isEnded = true;
        for (RecordedFile file : open.values()) {
            file.close();
        }
        open.clear();
    }
}
