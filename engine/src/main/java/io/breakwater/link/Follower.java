package io.breakwater.link;

import io.breakwater.journal.BlockExists;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import io.breakwater.link.LinkSettings.Rhythm;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import io.breakwater.link.LinkStatus.LogLag;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.Blocks;
import io.breakwater.link.v1.LeaderMessage;
import io.breakwater.link.v1.Welcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one peer: asks for what the copies here lack, stores what comes, acknowledges it once it is durable, and
 * makes the link anew when it breaks or falls silent. There is one in a data center; a second one would find its
 * appends refused by the journal and read again where the copies end.
 */
public final class Follower implements AutoCloseable, Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int CHECKS_A_SILENCE = 4;

    private final FollowerSetup setup;
    private final LinkThread thread;
    private final LagClock lag = new LagClock();
    private final long startedNanos;
    private FollowedLogs copies;
    private CopyAppends appends;
    private Connection connection;
    private Map<String, Long> heads = Map.of();
    private Carried carried = Carried.NOTHING;
    private String address = "";
    private int tries;
    private int failures;
    private long heardNanos;
    private long heardMicros;
    private boolean welcomed;
    private String reason = "";
    private Refusal refusal;
    private boolean closed;
    private volatile LinkStatus status;

    private Follower(FollowerSetup setup) {
        this.setup = setup;
        this.startedNanos = setup.clock().nanos().getAsLong();
        this.thread = new LinkThread("link-from-" + setup.peer().id());
        show();
    }

    /** Begins to follow; never gives up. */
    public static Follower start(FollowerSetup setup) {
        Follower follower = new Follower(setup);
        follower.thread.tell(follower::connect);
        Rhythm rhythm = setup.settings().rhythm();
        follower.thread.every(Math.max(1, rhythm.cutAfter().toMillis() / CHECKS_A_SILENCE), follower::watch);
        return follower;
    }

    private void connect() {
        List<String> addresses = setup.peer().addresses();
        if (closed || connection != null || addresses.isEmpty()) {
            return;
        }
        address = addresses.get(tries++ % addresses.size());
        welcomed = false;
        try {
            copies = FollowedLogs.read(setup.store().logs(), setup.ownTail() ? setup.own() : setup.expected(),
                    setup.ownTail());
            appends = new CopyAppends(setup.store());
            connection = Connection.open(setup, address, this);
            connection.send(LinkMessages.hello(setup.own(), copies.heads(), setup.ownTail()));
        } catch (LinkRefused refused) {
            refuse(refused.refusal());
        } catch (IOException | RuntimeException failure) {
            // Whatever it is: nobody else tries again.
            lose(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public void heard(Connection from, LeaderMessage message) {
        next(from, () -> heard(message));
    }

    @Override
    public void lost(Connection from, String why) {
        next(from, () -> lose(why));
    }

    /** What goes wrong with a message makes the link anew: one that is not done with keeps the others from coming. */
    private void next(Connection from, Runnable work) {
        thread.tell(() -> {
            try {
                if (from == connection) {
                    work.run();
                }
            } catch (LinkRefused refused) {
                refuse(refused.refusal());
            } catch (RuntimeException failure) {
                lose(String.valueOf(failure.getMessage()));
            }
        });
    }

    private void heard(LeaderMessage message) {
        heardNanos = setup.clock().nanos().getAsLong();
        heardMicros = setup.clock().micros().getAsLong();
        switch (message.getMessageCase()) {
            case WELCOME -> welcome(message.getWelcome());
            case BLOCKS -> take(message.getBlocks());
            case HEADS -> beatOrStillHere(LinkMessages.heads(message.getHeads().getHeadsList()));
            case REFUSAL -> throw new LinkRefused(Refusal.told(
                    message.getRefusal().getCode(), message.getRefusal().getDetail()));
            case MESSAGE_NOT_SET -> throw LinkRefused.of(Code.WRONG_PROTOCOL, "an unknown message came");
        }
        show();
    }

    private void welcome(Welcome welcome) {
        setup.own().require(LinkMessages.party(welcome.getParty()), welcome.getParty().getProtocol(), setup.peer());
        welcomed = true;
        refusal = null;
        reason = "";
        carried = carried.connected();
        LOG.info("following {} at {}", setup.peer().id(), address);
        beat(LinkMessages.heads(welcome.getHeadsList()));
    }

    private void beatOrStillHere(Map<String, Long> now) {
        if (now.isEmpty()) {
            connection.done();
            return;
        }
        // Not when it is welcomed: two followers that take the place of each other are to become slower.
        failures = 0;
        beat(now);
    }

    private void beat(Map<String, Long> now) {
        requireWelcome();
        now.forEach((log, head) -> {
            Long copied = copies.durable().get(log);
            if (copied == null || head < copied) {
                throw LinkRefused.of(Code.LOG_SHORTER, log + " of the peer ends at " + head + ", the copy at "
                        + copied);
            }
        });
        heads = now;
        lag.told(heads, heardMicros);
        acknowledge();
        connection.done();
    }

    private void requireWelcome() {
        if (!welcomed) {
            throw LinkRefused.of(Code.WRONG_PROTOCOL, "blocks or heads came before the greeting");
        }
    }

    private void take(Blocks blocks) {
        requireWelcome();
        long free = setup.freeBytes().getAsLong();
        if (free < setup.settings().bounds().keepFreeBytes()) {
            lose("the journal's disk has " + free + " bytes left, copies wait until there is more than "
                    + setup.settings().bounds().keepFreeBytes());
            return;
        }
        List<StoredRow> rows = copies.take(blocks, heardMicros / 1_000);
        Connection from = connection;
        long size = rows.stream().mapToLong(row -> row.bytes().length).sum();
        appends.append(blocks.getLog(), rows, new Settlement() {
            @Override
            public void done(long highest) {
                next(from, () -> stored(blocks.getLog(), highest));
            }

            @Override
            public void refused(RuntimeException why) {
                next(from, () -> notStored(why));
            }
        });
        carried = carried.and(rows.size(), size);
    }

    private void stored(String log, long number) {
        copies.stored(log, number);
        setup.stored().accept(copies.place(log));
        acknowledge();
        connection.done();
        appends.stored(log);
        show();
    }

    private void acknowledge() {
        lag.reached(copies.durable());
        connection.send(LinkMessages.ack(copies.durable()));
    }

    /** Whether it is stored is not known; where the copies end is read again before anything is asked for. */
    private void notStored(RuntimeException why) {
        lose(why instanceof BlockExists ? "somebody else follows as well: " + why.getMessage() : why.getMessage());
    }

    /** Also tells the leader that this end lives, however long its own journal takes. */
    private void watch() {
        if (connection != null && connection.silence().isLongerThan(setup.settings().rhythm().cutAfter())) {
            lose(welcomed ? "the peer has fallen silent" : "nobody answers at " + address);
        } else if (connection != null) {
            connection.silence().asked();
            if (welcomed) {
                acknowledge();
            }
        }
        show();
    }

    private void refuse(Refusal why) {
        if (!why.equals(refusal)) {
            LOG.error("the link from {} is refused, its copies stay as they are: {}", setup.peer().id(), why);
        }
        refusal = why;
        reason = why.toString();
        disconnect();
        thread.after(setup.settings().rhythm().maxBackoff().toMillis(), this::connect);
    }

    private void lose(String why) {
        if (welcomed) {
            LOG.warn("the link from {} at {} is lost: {}", setup.peer().id(), address, why);
        }
        reason = refusal == null ? why : reason;
        disconnect();
        thread.after(setup.settings().rhythm().backoffMillis(failures++), this::connect);
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
        welcomed = false;
        lag.forget();
        show();
    }

    private LinkState state() {
        boolean silent = setup.clock().nanos().getAsLong() - (heardMicros == 0 ? startedNanos : heardNanos)
                > setup.settings().rhythm().cutAfter().toNanos();
        if (refusal != null) {
            return LinkState.REFUSED;
        } else if (welcomed) {
            return LinkState.CONNECTED;
        }
        return silent ? LinkState.CUT : LinkState.CONNECTING;
    }

    private void show() {
        Map<String, LogLag> logs = new TreeMap<>();
        Map<String, Long> durable = copies == null ? Map.of() : copies.durable();
        durable.forEach((log, copied) -> logs.put(log,
                new LogLag(log, Math.max(copied, heads.getOrDefault(log, 0L)), copied)));
        status = new LinkStatus(setup.peer().id(), Direction.FROM_PEER, state(), address, reason, heardMicros,
                lag.caughtUpMicros(), List.copyOf(logs.values()), carried);
    }

    /** How it is. May be asked from any thread. */
    public LinkStatus status() {
        return status;
    }

    /** Nothing is stored by it any more soon after this; what was stored stays. */
    @Override
    public void close() {
        thread.tell(() -> {
            closed = true;
            disconnect();
            thread.close();
        });
    }
}
