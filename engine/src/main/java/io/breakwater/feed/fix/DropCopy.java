package io.breakwater.feed.fix;

import io.breakwater.domain.market.MarketView;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Feed;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.FeedHealth.State;
import io.breakwater.feed.live.Timers;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.Connector;
import quickfix.Message;
import quickfix.SessionID;

/** One session. Connects when it knows instruments: before, it could only hold what it is told. */
public final class DropCopy implements Feed, Application {
    private static final long LOOK_MICROS = 200_000;
    private static final long RETRY_MICROS = 5_000_000;
    /** Longer than a node goes on that the others have given up. */
    private static final long TAKEN_OVER_MICROS = 60_000_000;

    private final FixSettings settings;
    private final Timers timers;
    private final Doors doors;
    private final Symbols symbols;
    private volatile SequenceStore numbers;
    private volatile FactFlow flow;
    private volatile Connector connector;
    private State state = State.CONNECTING;
    private String reason = "no instrument of its venue is listed";
    private long connections;
    private long lastDataMicros;

    /** @param views the newest durable view */
    public record Doors(FactDoor facts, DurableLog.Shelf logs, Supplier<MarketView> views) {}

    public DropCopy(FixSettings settings, Timers timers, Doors doors) {
        this.settings = settings;
        this.timers = timers;
        this.doors = doors;
        this.symbols = new Symbols(settings.venue(), doors.views(), timers::nowMicros);
    }

    @Override
    public synchronized void start() {
        if (state == State.CLOSED) {
            return;
        }
        symbols.renew();
        if (symbols.isEmpty()) {
            timers.after(LOOK_MICROS, this::start);
            return;
        }
        numbers = new SequenceStore(doors.logs().open("dropcopy-sequence-" + settings.name()),
                timers.nowMicros() / 1_000,
                new SequenceStore.Told(() -> timers.after(0, this::connect), this::lost));
        flow = new FactFlow(new ExecutionReader(settings, symbols), symbols, numbers,
                new HeldMessages(doors.logs().open("dropcopy-held-" + settings.name())),
                new FactFlow.Ways(doors.facts(), timers::nowMicros, this::lost));
        timers.after(RETRY_MICROS, this::look);
    }

    private synchronized void connect() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            connector = Connection.of(settings, this, numbers);
            connector.start();
            reason = "not logged on";
        } catch (ConfigError | RuntimeException impossible) {
            ended(State.WAITING, "cannot begin: " + impossible.getMessage());
            disconnect();
            timers.after(RETRY_MICROS, this::connect);
        }
    }

    private void look() {
        if (health().state() != State.CLOSED) {
            flow.retry();
            timers.after(RETRY_MICROS, this::look);
        }
    }

    /**
     * What it counts cannot be made durable: it fails, and whoever runs it begins anew with what is durable. Where
     * another node has the session that is later: by then only one of them should be running.
     */
    private void lost(RuntimeException failure) {
        timers.after(0, () -> {
            stop();
            ended(State.WAITING, "its log cannot be written: " + failure.getMessage());
            timers.after(failure instanceof DurableLog.TakenOver ? TAKEN_OVER_MICROS : 0, () -> {
                throw failure;
            });
        });
    }

    private synchronized void ended(State now, String why) {
        state = state == State.CLOSED ? State.CLOSED : now;
        reason = why;
    }

    @Override
    public synchronized FeedHealth health() {
        FactCounts counts = flow == null ? null : flow.counts();
        Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        if (counts != null && counts.known() > 0) {
            faults.put(Fault.DUPLICATED, counts.known());
        }
        if (counts != null && counts.held() > 0) {
            faults.put(Fault.UNKNOWN, (long) counts.held());
        }
        return new FeedHealth(settings.name(), state, connections, lastDataMicros,
                counts == null ? 0 : counts.booked(), faults, reason);
    }

    /** Null before it has begun. */
    public synchronized FactCounts counts() {
        return flow == null ? null : flow.counts();
    }

    @Override
    public void close() {
        ended(State.CLOSED, "");
        stop();
    }

    /** Logs out without waiting for the answer, and keeps what was counted. */
    private void stop() {
        disconnect();
        if (numbers != null) {
            numbers.close();
        }
    }

    private void disconnect() {
        if (connector != null) {
            connector.stop(true);
        }
    }

    @Override
    public void fromApp(Message message, SessionID session) {
        seen();
        flow.take(message);
    }

    private synchronized void seen() {
        lastDataMicros = timers.nowMicros();
    }

    @Override
    public synchronized void onLogon(SessionID session) {
        connections++;
        ended(State.LIVE, "");
    }

    @Override
    public synchronized void onLogout(SessionID session) {
        ended(State.WAITING, "logged out");
    }

    /** What it sends needs nothing added. */
    @Override
    public void toAdmin(Message message, SessionID session) {
        // QuickFIX/J has filled it in.
    }

    @Override
    public void fromAdmin(Message message, SessionID session) {
        seen();
    }

    @Override
    public void toApp(Message message, SessionID session) {
        throw new IllegalStateException("a drop copy says nothing");
    }

    @Override
    public synchronized void onCreate(SessionID session) {
        reason = "not logged on";
    }
}
