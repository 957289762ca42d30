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
import io.breakwater.link.v1.Position;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
    private Peer peer;
    private ServedLogs logs;
    private InFlight inFlight;
    private Map<String, Long> heads = Map.of();
    private Carried carried = Carried.NOTHING;
    private long heardNanos = System.nanoTime();
    private long heardMicros;
    private boolean heldUp;
    private boolean ended;
    private volatile LinkStatus status;

    /**
     * Who has opened the stream.
     *
     * @param address where from
     * @param certificate whether it names a data center; always true where there are no certificates
     */
    record Caller(String address, Predicate<String> certificate) {}

    LeaderSession(LeaderSetup setup, ServerCallStreamObserver<LeaderMessage> out, Caller caller) {
        this.setup = setup;
        this.out = out;
        this.caller = caller;
        this.logs = setup.logs();
        this.thread = new LinkThread("link-to-" + caller.address());
        out.setOnReadyHandler(() -> thread.tell(this::goOn));
        out.setOnCancelHandler(() -> thread.tell(() -> end("the follower has gone")));
        out.disableAutoRequest();
        out.request(1);
        thread.every(setup.settings().rhythm().beat().toMillis(), this::beat);
        thread.every(setup.settings().rhythm().poll().toMillis(), this::send);
    }

    @Override
    public void onNext(FollowerMessage message) {
        thread.tell(() -> heard(message));
    }

    @Override
    public void onError(Throwable failure) {
        thread.tell(() -> end(failure.toString()));
    }

    @Override
    public void onCompleted() {
        thread.tell(() -> end("the follower has ended the link"));
    }

    private void heard(FollowerMessage message) {
        guarded(() -> {
            heardNanos = System.nanoTime();
            heardMicros = setup.clockMicros().getAsLong();
            switch (message.getMessageCase()) {
                case HELLO -> greet(message.getHello());
                case ACK -> acknowledge(LinkMessages.heads(message.getAck().getDurableList()));
                case MESSAGE_NOT_SET -> throw LinkRefused.of(Code.WRONG_PROTOCOL, "an unknown message came");
            }
            out.request(1);
        });
    }

    private void greet(Hello hello) {
        Party other = LinkMessages.party(hello.getParty());
        Peer known = setup.peer(other.dataCenter());
        setup.own().require(other, hello.getParty().getProtocol(), known);
        if (!caller.certificate().test(other.certificateName())) {
            throw LinkRefused.of(Code.WRONG_IDENTITY, "the certificate is not made out to " + other.certificateName());
        }
        logs = hello.getOwnTail() ? setup.logs().copiesOf(known.id()) : setup.logs();
        Map<String, Long> copied = new TreeMap<>();
        logs.names().forEach(log -> copied.put(log, 0L));
        for (Position position : hello.getPositionsList()) {
            logs.require(position.getLog(), position.getNumber(), LinkMessages.digest(position.getDigest()));
            copied.put(position.getLog(), position.getNumber());
        }
        heads = heads(copied);
        inFlight = new InFlight(setup.settings().bounds().windowBytes(), copied);
        peer = known;
        carried = carried.connected();
        out.onNext(LinkMessages.welcome(setup.own(), heads));
        lag.told(heads, heardMicros);
        lag.reached(copied);
        show(LinkState.CONNECTED, "");
        if (hello.getOwnTail()) {
            LOG.warn("{} has lost blocks and gets what is copied here of its logs", peer.id());
        } else {
            setup.listener().welcomed(peer.id(), this);
            LOG.info("{} follows from {}", peer.id(), caller.address());
        }
        send();
    }

    /** No log ends before what the follower has of it. */
    private Map<String, Long> heads(Map<String, Long> copied) {
        Map<String, Long> now = logs.heads();
        copied.forEach((log, number) -> now.merge(log, number, Math::max));
        return now;
    }

    private void acknowledge(Map<String, Long> durable) {
        if (peer == null) {
            throw LinkRefused.of(Code.FALSE_ACK, "something was acknowledged before the greeting");
        }
        durable.forEach(inFlight::acknowledged);
        lag.reached(inFlight.durable());
        show(LinkState.CONNECTED, "");
        goOn();
    }

    /** Where the follower could take no more, and may be able to now. */
    private void goOn() {
        if (heldUp) {
            send();
        }
    }

    /** In turns, so that a log with much to send does not hold up the others. */
    private void send() {
        guarded(() -> {
            boolean more = peer != null;
            while (more) {
                more = false;
                for (String log : logs.names()) {
                    heldUp = !out.isReady() || !inFlight.hasRoom();
                    more |= !heldUp && send(log);
                }
            }
        });
    }

    private boolean send(String log) {
        long first = inFlight.next(log);
        List<StoredRow> blocks = logs.next(log, first, MESSAGE_BYTES);
        if (blocks.isEmpty()) {
            return false;
        }
        int bytes = blocks.stream().mapToInt(block -> block.bytes().length).sum();
        out.onNext(LinkMessages.blocks(log, first, blocks));
        inFlight.sent(log, blocks.size(), bytes);
        carried = carried.and(blocks.size(), bytes);
        return true;
    }

    private void beat() {
        guarded(() -> {
            long silentNanos = System.nanoTime() - heardNanos;
            if (silentNanos > setup.settings().rhythm().cutAfter().toNanos()) {
                fail(Status.CANCELLED.withDescription("silent for too long"), LinkState.CUT,
                        "silent for " + TimeUnit.NANOSECONDS.toMillis(silentNanos) + " ms");
            } else if (peer != null) {
                heads = heads(inFlight.durable());
                lag.told(heads, setup.clockMicros().getAsLong());
                if (out.isReady()) {
                    out.onNext(LinkMessages.beat(heads));
                }
                show(LinkState.CONNECTED, "");
            }
        });
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
        }
    }

    private void fail(Status status, LinkState state, String reason) {
        end(state, reason);
        out.onError(status.asRuntimeException());
    }

    private void end(String reason) {
        if (!ended) {
            end(LinkState.CUT, reason);
        }
    }

    private void end(LinkState state, String reason) {
        show(state, reason);
        ended = true;
        setup.listener().ended(this);
        thread.close();
    }

    /** A newer stream of the same follower takes its place, or the leader ends. */
    void close(String reason) {
        thread.tell(() -> guarded(() -> fail(Status.UNAVAILABLE.withDescription(reason), LinkState.CUT, reason)));
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
