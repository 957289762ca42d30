package io.breakwater.feed.live;

import io.breakwater.feed.Fault;
import io.breakwater.feed.Feed;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.FeedHealth.State;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Sink;
import io.breakwater.feed.Tally;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.kernel.Overflow;
import java.net.http.HttpClient;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A venue that is listened to. Opens the line, asks for everything, and does both again when the line breaks or says
 * nothing about the market for too long. Whatever comes passes the gate first, books the keeper then.
 */
public final class LiveFeed implements Feed, Line.Ends {
    private static final int CHANCES = 1 << 10;
    /** How often instruments' states are fetched, where they are. */
    private static final long STATES_MICROS = 60_000_000;

    private final Venue venue;
    private final LiveSettings settings;
    private final Timers timers;
    private final Net net;
    private final Tally tally = new Tally();
    private final Quarantine quarantine = new Quarantine(64);
    private final Gate gate;
    private final BookKeeper keeper;
    private final Sink next;
    private final Snapshots snapshots;
    private Line line;
    private State state = State.CONNECTING;
    private String reason = "";
    private int attempt;
    private long connections;
    private long connectedAtMicros;
    private long lastDataMicros;

    /** What it reaches out with. @param random for jitter */
    public record Net(HttpClient http, RandomGenerator random) {}

    /** @param sink takes what was let through, one call at a time */
    public LiveFeed(Venue venue, LiveSettings settings, Timers timers, Net net, Sink sink) {
        this.venue = venue;
        this.settings = settings;
        this.timers = timers;
        this.net = net;
        this.gate = new Gate(GateLimits.LIVE, tally, quarantine, this::passed);
        this.snapshots = new Snapshots(net.http(), settings.rest());
        Sink behind = new Sink() {
            @Override
            public void observed(Observation observation) {
                sink.observed(observation);
            }

            @Override
            public void faulty(Fault fault, String text) {
                gate.faulty(fault, text);
                sink.faulty(fault, text);
            }
        };
        this.keeper = new BookKeeper(venue.sequence(), behind, this::renew);
        this.next = behind;
    }

    private final Inbox inbox = new Inbox() {
        @Override
        public void observed(Observation observation) {
            gate.observed(observation);
        }

        @Override
        public void faulty(Fault fault, String text) {
            gate.faulty(fault, text);
        }

        @Override
        public void answer(String message) {
            line.send(message);
        }
    };

    @Override
    public synchronized void start() {
        connect();
        timers.after(settings.silenceMicros() / 2, this::listen);
        timers.after(settings.pingMicros(), this::ping);
        if (!venue.statesPath().isEmpty()) {
            timers.after(STATES_MICROS, this::askStates);
        }
    }

    private synchronized void connect() {
        if (state != State.CLOSED) {
            state = State.CONNECTING;
            connectedAtMicros = timers.nowMicros();
            line = new Line(this);
            line.open(net.http(), settings.url());
        }
    }

    @Override
    public synchronized void opened(Line opened) {
        if (opened != line || state == State.CLOSED) {
            return;
        }
        connections++;
        connectedAtMicros = timers.nowMicros();
        keeper.forget();
        venue.subscribe(settings.symbols()).forEach(opened::send);
    }

    @Override
    public synchronized void received(Line from, String text) {
        if (from == line && state != State.CLOSED) {
            read(text, () -> venue.read(text, timers.nowMicros(), inbox));
        }
    }

    private void read(String text, Runnable reading) {
        try {
            reading.run();
        } catch (FeedFault fault) {
            gate.faulty(fault.fault(), text);
        } catch (Overflow overflow) {
            gate.faulty(Fault.OVERFLOW, text);
        }
    }

    private void passed(Observation observation) {
        lastDataMicros = timers.nowMicros();
        state = State.LIVE;
        reason = "";
        attempt = 0;
        if (observation instanceof Observation.Book book) {
            keeper.take(book);
        } else {
            next.observed(observation);
        }
    }

    @Override
    public synchronized void ended(Line ended, String why) {
        if (state == State.CLOSED || ended != line) {
            return;
        }
        state = state == State.SILENT ? State.SILENT : State.WAITING;
        reason = why;
        timers.after(settings.backoffMicros(attempt++, net.random().nextInt(CHANCES)), this::connect);
    }

    /** Gives up a line that says nothing, however well it is connected. */
    private synchronized void listen() {
        if (state == State.CLOSED) {
            return;
        }
        boolean isConnected = state == State.LIVE || state == State.CONNECTING;
        long since = Math.max(lastDataMicros, connectedAtMicros);
        if (isConnected && timers.nowMicros() - since > settings.silenceMicros()) {
            state = State.SILENT;
            line.end("silent");
        }
        timers.after(settings.silenceMicros() / 2, this::listen);
    }

    private synchronized void ping() {
        if (state == State.CLOSED) {
            return;
        }
        if (state == State.LIVE && !venue.ping().isEmpty()) {
            line.send(venue.ping());
        }
        timers.after(settings.pingMicros(), this::ping);
    }

    private void renew(VenueSymbol of) {
        List<String> messages = venue.renew(of.symbol());
        messages.forEach(line::send);
        String path = venue.snapshotPath(of.symbol());
        if (!path.isEmpty()) {
            Line asked = line;
            snapshots.fetch(path, (text, failure) -> fetched(asked, of.symbol(), text, failure));
        }
    }

    /** A book that could not be fetched is asked for again when the next change comes. */
    private synchronized void fetched(Line asked, String symbol, String text, String failure) {
        if (asked != line || state == State.CLOSED) {
            return;
        }
        if (failure.isEmpty()) {
            read(text, () -> venue.readSnapshot(symbol, text, timers.nowMicros(), inbox));
        } else {
            gate.faulty(Fault.TRUNCATED, "snapshot of " + symbol + ": " + failure);
        }
    }

    /** Again and again: what the venue says unasked is what changes, and one word may be missed. */
    private synchronized void askStates() {
        if (state == State.CLOSED) {
            return;
        }
        if (state == State.LIVE) {
            Line asked = line;
            snapshots.fetch(venue.statesPath(), (text, failure) -> told(asked, text, failure));
        }
        timers.after(STATES_MICROS, this::askStates);
    }

    /** That it is answered is no sign that the connection lives. */
    private synchronized void told(Line asked, String text, String failure) {
        if (asked != line || state != State.LIVE) {
            return;
        }
        long heardMicros = lastDataMicros;
        if (failure.isEmpty()) {
            read(text, () -> venue.readStates(text, timers.nowMicros(), inbox));
        } else {
            gate.faulty(Fault.TRUNCATED, "states: " + failure);
        }
        lastDataMicros = heardMicros;
    }

    /** Null where the book is not whole now. */
    public synchronized OrderBook book(VenueSymbol of) {
        return keeper.book(of);
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    @Override
    public synchronized FeedHealth health() {
        return new FeedHealth(venue.id(), state, connections, lastDataMicros, tally.good(), tally.byFault(), reason);
    }

    @Override
    public synchronized void close() {
        state = State.CLOSED;
        if (line != null) {
            line.end("closed by us");
        }
    }
}
