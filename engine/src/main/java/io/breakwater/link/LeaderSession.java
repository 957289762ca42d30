package io.breakwater.link;

import io.breakwater.journal.JournalException;
import io.breakwater.journal.StoredRow;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import io.breakwater.link.LinkStatus.LogLag;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.Hello;
import io.breakwater.link.v1.LeaderMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One follower at a leader: greets it, sends it what its copies lack, and goes on with what is new. Sends no more than
 * the follower takes, and ends when it is silent.
 */
final class LeaderSession implements StreamObserver<FollowerMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderSession.class);
    private static final int MESSAGE_BYTES = 512 << 10;

    private final LeaderSetup setup;
    private final ServerCallStreamObserver<LeaderMessage> out;
    private final Caller caller;
    private final LinkThread thread;
    private final LagClock lag = new LagClock();
    private final Alarm alarm;
    private final Rounds rounds;
    private final SideReader journal = new SideReader(this::next);
    private final Silence silence;
    private Peer peer;
    private ServedLogs logs;
    private InFlight inFlight;
    private Map<String, Long> heads = Map.of();
    private Carried carried = Carried.NOTHING;
    private long heardMicros;
    private boolean greeting;
    private boolean heldUp;
    private boolean ended;
    private volatile LinkStatus status;

    LeaderSession(LeaderSetup setup, ServerCallStreamObserver<LeaderMessage> out, Caller caller) {
        this.setup = setup;
        this.silence = new Silence(1, setup.clock().nanos());
        this.out = out;
        this.caller = caller;
        this.logs = setup.logs();
        this.rounds = new Rounds(logs.names(), setup.settings().rhythm().poll().toNanos());
        this.thread = new LinkThread("link-to-" + caller.address());
        this.alarm = new Alarm(thread, () -> guarded(this::goOn));
        out.setOnReadyHandler(() -> next(this::goOnWhereHeldUp));
        out.setOnCancelHandler(() -> next(() -> end(LinkState.CUT, "the follower has gone")));
        out.disableAutoRequest();
        out.request(1);
        thread.every(setup.settings().rhythm().beat().toMillis(), this::beat);
    }

    @Override
    public void onNext(FollowerMessage message) {
        silence.heard();
        next(() -> heard(message));
    }

    @Override
    public void onError(Throwable failure) {
        next(() -> end(LinkState.CUT, failure.toString()));
    }

    @Override
    public void onCompleted() {
        next(() -> end(LinkState.CUT, "the follower has ended the link"));
    }

    private void heard(FollowerMessage message) {
        heardMicros = setup.clock().micros().getAsLong();
        switch (message.getMessageCase()) {
            case HELLO -> greet(message.getHello());
            case ACK -> {
                acknowledge(LinkMessages.heads(message.getAck().getDurableList()));
                done();
            }
            case MESSAGE_NOT_SET -> throw LinkRefused.of(Code.WRONG_PROTOCOL, "an unknown message came");
        }
    }

    /** The follower may say more. */
    private void done() {
        silence.done();
        out.request(1);
    }

    private void greet(Hello hello) {
        if (greeting) {
            throw LinkRefused.of(Code.WRONG_PROTOCOL, "a second greeting came");
        }
        Peer known = setup.identified(hello.getParty(), caller);
        greeting = true;
        logs = hello.getOwnTail() ? setup.logs().copiesOf(known.id()) : setup.logs();
        journal.read(() -> logs.held(hello.getPositionsList()), copied -> {
            inFlight = new InFlight(setup.settings().bounds().windowBytes(), copied);
            journal.read(() -> logs.heads(copied), now -> welcome(known, hello.getOwnTail(), now));
        });
    }

    private void welcome(Peer known, boolean ownTail, Map<String, Long> now) {
        peer = known;
        carried = carried.connected();
        out.onNext(LinkMessages.welcome(setup.own(), now));
        stand(now, heardMicros);
        if (ownTail) {
            LOG.warn("{} has lost blocks and gets what is copied here of its logs", peer.id());
        } else {
            setup.listener().welcomed(peer.id(), this);
            LOG.info("{} follows from {}", peer.id(), caller.address());
        }
        done();
        goOn();
    }

    /** So far the logs go here. */
    private void stand(Map<String, Long> now, long atMicros) {
        heads = now;
        lag.told(heads, atMicros);
        lag.reached(inFlight.durable());
        show(LinkState.CONNECTED, "");
    }

    private void acknowledge(Map<String, Long> durable) {
        if (peer == null) {
            throw LinkRefused.of(Code.FALSE_ACK, "something was acknowledged before the greeting");
        }
        durable.forEach(inFlight::acknowledged);
        lag.reached(inFlight.durable());
        show(LinkState.CONNECTED, "");
        goOnWhereHeldUp();
    }

    /** Where the follower could take no more, and may be able to now. */
    private void goOnWhereHeldUp() {
        if (heldUp) {
            goOn();
        }
    }

    /** These logs may have new blocks. May be called from any thread; what is missed so is found with the next beat. */
    void rung(Collection<String> names) {
        next(() -> {
            rounds.rung(names);
            goOn();
        });
    }

    /**
     * Reads what comes next: where a beat is due and what was sent does not tell it, where the logs end; else some
     * logs whose turn it is.
     */
    private void goOn() {
        if (peer == null || journal.isReading()) {
            return;
        }
        heldUp = !out.isReady() || !inFlight.hasRoom();
        if (rounds.isBeatDue() && (heldUp || rounds.isBehind())) {
            Map<String, Long> durable = new TreeMap<>(inFlight.durable());
            journal.read(() -> logs.heads(durable), this::tell);
        } else if (!heldUp) {
            goOnReading(System.nanoTime());
        }
    }

    private void goOnReading(long nowNanos) {
        if (rounds.isDue(nowNanos)) {
            look(rounds.next((int) Math.min(Together.MOST, inFlight.room() / MESSAGE_BYTES), nowNanos));
        } else {
            alarm.set(rounds.waitNanos(nowNanos));
        }
    }

    private void look(List<String> some) {
        Map<String, Long> from = new TreeMap<>();
        some.forEach(log -> from.put(log, inFlight.next(log)));
        journal.read(() -> Together.each(some, log -> logs.next(log, from.get(log), MESSAGE_BYTES)), found -> {
            found.forEach(this::send);
            if (rounds.ended() && rounds.answersBeat()) {
                // All that stood there when it became due was sent: nobody needs to be asked where the logs end.
                tell(Map.copyOf(inFlight.sent()));
            }
            goOn();
        });
    }

    private void send(String log, List<StoredRow> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        int bytes = blocks.stream().mapToInt(block -> block.bytes().length).sum();
        out.onNext(LinkMessages.blocks(log, inFlight.next(log), blocks));
        inFlight.sent(log, blocks.size(), bytes);
        carried = carried.and(blocks.size(), bytes);
        if (ServedLogs.mayHaveMore(blocks, bytes, MESSAGE_BYTES)) {
            rounds.hasMore(log);
        }
    }

    private void tell(Map<String, Long> now) {
        rounds.told();
        if (out.isReady()) {
            out.onNext(LinkMessages.beat(now));
        }
        stand(now, setup.clock().micros().getAsLong());
        goOn();
    }

    private void beat() {
        guarded(() -> {
            if (silence.isLongerThan(setup.settings().rhythm().cutAfter())) {
                fail(Status.CANCELLED.withDescription("silent for too long"), LinkState.CUT,
                        "silent for " + setup.settings().rhythm().cutAfter().toMillis() + " ms and more");
                return;
            }
            silence.asked();
            if (greeting && (peer == null || rounds.isBeatDue()) && out.isReady()) {
                out.onNext(LinkMessages.stillHere());
            }
            if (peer != null) {
                rounds.beat();
                goOn();
            }
        });
    }

    private void next(Runnable work) {
        thread.tell(() -> guarded(work));
    }

    /** What goes wrong ends this session and nothing else. */
    private void guarded(Runnable work) {
        if (ended) {
            return;
        }
        try {
            work.run();
        } catch (LinkRefused refused) {
            LOG.error("no link to {}: {}", peer == null ? caller.address() : peer.id(), refused.getMessage());
            out.onNext(LinkMessages.refusal(refused.refusal()));
            fail(Status.FAILED_PRECONDITION.withDescription(refused.getMessage()), LinkState.REFUSED,
                    refused.getMessage());
        } catch (JournalException | IllegalStateException unreadable) {
            fail(Status.UNAVAILABLE.withDescription(unreadable.getMessage()), LinkState.CUT, unreadable.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("the link to {} ends: it failed", peer == null ? caller.address() : peer.id(), bug);
            fail(Status.INTERNAL.withDescription(bug.toString()), LinkState.CUT, bug.toString());
        }
    }

    private void fail(Status status, LinkState state, String reason) {
        end(state, reason);
        out.onError(status.asRuntimeException());
    }

    private void end(LinkState state, String reason) {
        show(state, reason);
        ended = true;
        setup.listener().ended(this);
        thread.close();
    }

    /** A newer stream of the same follower takes its place, or the leader ends. */
    void close(String reason) {
        next(() -> fail(Status.UNAVAILABLE.withDescription(reason), LinkState.CUT, reason));
    }

    private void show(LinkState state, String reason) {
        if (peer != null) {
            List<LogLag> logs = heads.entrySet().stream()
                    .map(head -> new LogLag(head.getKey(), head.getValue(),
                            inFlight.durable().getOrDefault(head.getKey(), 0L)))
                    .toList();
            status = new LinkStatus(peer.id(), Direction.TO_PEER, state, caller.address(), reason, heardMicros,
                    lag.caughtUpMicros(), logs, carried);
        }
    }

    /** Null before the greeting. */
    LinkStatus status() {
        return status;
    }
}
