package io.breakwater.feed.run;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Feed;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.FeedHealth.State;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Sink;
import io.breakwater.feed.Tally;
import io.breakwater.feed.file.FileSource;
import io.breakwater.feed.file.Playback;
import io.breakwater.feed.live.Timers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that are played as if they happened now. */
final class FileFeed implements Feed {
    private static final long STEP_MICROS = 10_000;

    private final String name;
    private final FeedSettings.Files settings;
    private final Timers timers;
    private final Tally tally = new Tally();
    private final Sink gate;
    private Playback playback;
    private State state = State.CONNECTING;
    private String reason = "";
    private long lastDataMicros;

    FileFeed(String name, FeedSettings.Files settings, Timers timers, Sink sink) {
        this.name = name;
        this.settings = settings;
        this.timers = timers;
        this.gate = new Gate(GateLimits.RECORDED, tally, new Quarantine(64), observation -> {
            lastDataMicros = timers.nowMicros();
            sink.observed(observation);
        });
    }

    @Override
    public synchronized void start() {
        List<FileSource> open = new ArrayList<>();
        for (Path file : settings.files()) {
            try {
                open.add(FileSource.open(file));
            } catch (IOException unreadable) {
                gate.faulty(Fault.TRUNCATED, file + ": " + unreadable);
                reason = "cannot be read: " + file;
            } catch (FeedFault broken) {
                gate.faulty(broken.fault(), file + ": " + broken.getMessage());
                reason = "broken: " + file;
            }
        }
        playback = new Playback(open, gate);
        state = State.LIVE;
        step();
    }

    private synchronized void step() {
        if (state != State.LIVE) {
            return;
        }
        playback.advance(timers.nowMicros(), settings.speedPermille(), gate);
        if (playback.isDone()) {
            state = State.DONE;
            closeFiles();
        } else {
            timers.after(STEP_MICROS, this::step);
        }
    }

    private void closeFiles() {
        try {
            playback.close();
        } catch (IOException notClosed) {
            reason = "not closed: " + notClosed.getMessage();
        }
    }

    @Override
    public synchronized FeedHealth health() {
        return new FeedHealth(name, state, 1, lastDataMicros, tally.good(), tally.byFault(), reason);
    }

    @Override
    public synchronized void close() {
        if (state == State.LIVE) {
            closeFiles();
        }
        state = State.CLOSED;
    }
}
