package io.breakwater.feed.file;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Sink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Plays files back together, in the order in which their rows were received, on a clock of their own. It is asked what
 * is due, and waits for nobody: whoever asks has the clock.
 */
public final class Playback implements AutoCloseable {
    private static final int MOST_ROWS_A_STEP = 100_000;

    private final PriorityQueue<Track> tracks = new PriorityQueue<>();
    private final List<FileSource> files;
    private TimeMap times;

    public Playback(List<FileSource> files, Sink faults) {
        this.files = List.copyOf(files);
        for (int i = 0; i < files.size(); i++) {
            Track track = new Track(files.get(i), i);
            if (track.fill(faults)) {
                tracks.add(track);
            }
        }
    }

    /** A file and what was read ahead of it: the observations of one row. */
    private static final class Track implements Comparable<Track> {
        private final FileSource file;
        private final int order;
        private final Deque<Observation> ahead = new ArrayDeque<>();

        private Track(FileSource file, int order) {
            this.file = file;
            this.order = order;
        }

        private boolean fill(Sink faults) {
            Sink into = new Sink() {
                @Override
                public void observed(Observation observation) {
                    ahead.addLast(observation);
                }

                @Override
                public void faulty(Fault fault, String text) {
                    faults.faulty(fault, text);
                }
            };
            boolean isMore = true;
            while (ahead.isEmpty() && isMore) {
                isMore = file.readRow(into);
            }
            return !ahead.isEmpty();
        }

        private long nextMicros() {
            return ahead.getFirst().at().receivedMicros();
        }

        @Override
        public int compareTo(Track that) {
            int order = Long.compare(nextMicros(), that.nextMicros());
            return order != 0 ? order : Integer.compare(this.order, that.order);
        }
    }

    public boolean isDone() {
        return tracks.isEmpty();
    }

    /**
     * Hands on what is due by now, stamped with our times; at most so much that the caller is not kept for long.
     *
     * @param nowMicros ours, epoch micros
     * @param speedPermille 1,000 as it was; the first call's counts
     */
    public void advance(long nowMicros, long speedPermille, Sink sink) {
        if (times == null && !isDone()) {
            times = new TimeMap(tracks.peek().nextMicros(), nowMicros, speedPermille);
        }
        for (int i = 0; i < MOST_ROWS_A_STEP && !isDone() && tracks.peek().nextMicros() <= times.recorded(nowMicros);
                i++) {
            Track first = tracks.poll();
            Observation next = first.ahead.removeFirst();
            sink.observed(next.stamped(times.played(next.at())));
            if (first.fill(sink)) {
                tracks.add(first);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (FileSource file : files) {
            file.close();
        }
    }
}
