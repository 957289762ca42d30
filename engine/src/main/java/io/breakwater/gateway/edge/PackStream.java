package io.breakwater.gateway.edge;

import io.breakwater.kernel.Invariants;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bidirectional stream of packs, answered in the order in which they complete. Asks for the next message only
 * while few enough are in work, counted until their answer has been taken off this node: so a caller who sends
 * without reading is stopped by HTTP/2's flow control and costs bounded memory (I-10).
 */
public final class PackStream<Q, A> implements StreamObserver<Q> {
    private static final Logger LOG = LoggerFactory.getLogger(PackStream.class);

    /**
     * @param packs requests of a stream in work at once
     * @param items of all of them; one more request is read while they are fewer
     * @param patienceMillis after which an item that no lane has answered is UNKNOWN
     */
    public record Bounds(int packs, int items, long patienceMillis) {}

    private record Done<A>(A answer, int items) {}

    private final PackWork<Q, A> work;
    private final ServerCallStreamObserver<A> call;
    private final Bounds bounds;
    private final AtomicInteger inWorkOnNode;
    private final Queue<Done<A>> ready = new ArrayDeque<>();
    private int packsInWork;
    private int itemsInWork;
    private boolean asked;
    private boolean halfClosed;
    private boolean ended;

    private PackStream(
            PackWork<Q, A> work, ServerCallStreamObserver<A> call, Bounds bounds, AtomicInteger inWorkOnNode) {
        this.work = work;
        this.call = call;
        this.bounds = bounds;
        this.inWorkOnNode = inWorkOnNode;
    }

    /** @param inWorkOnNode counts the packs of all streams */
    public static <Q, A> StreamObserver<Q> open(
            PackWork<Q, A> work, StreamObserver<A> answers, Bounds bounds, AtomicInteger inWorkOnNode) {
        Invariants.check(answers instanceof ServerCallStreamObserver, "a server's observer can be asked to wait");
        PackStream<Q, A> stream =
                new PackStream<>(work, (ServerCallStreamObserver<A>) answers, bounds, inWorkOnNode);
        stream.call.disableAutoRequest();
        stream.call.setOnReadyHandler(stream::drain);
        stream.call.setOnCancelHandler(stream::cancelled);
        stream.askForMore();
        return stream;
    }

    @Override
    public void onNext(Q request) {
        int items = work.itemsOf(request);
        taken(items);
        try {
            long expiresAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(bounds.patienceMillis());
            work.start(request, new PackWork.Ticket<>(expiresAt, this::handedOver, answer -> done(answer, items)));
        } catch (RuntimeException failure) {
            done(work.unreadable(request, Answer.fault(failure)), items);
            handedOver();
        }
    }

    private synchronized void taken(int items) {
        packsInWork++;
        itemsInWork += items;
        inWorkOnNode.incrementAndGet();
    }

    private void done(A answer, int items) {
        synchronized (this) {
            ready.add(new Done<>(answer, items));
        }
        drain();
    }

    /** Sends what is ready while the transport takes it. */
    private synchronized void drain() {
        while (!ended && !ready.isEmpty() && call.isReady()) {
            Done<A> done = ready.remove();
            release(done);
            call.onNext(done.answer());
        }
        if (ended) {
            ready.forEach(this::release);
            ready.clear();
        } else if (halfClosed && packsInWork == 0) {
            ended = true;
            call.onCompleted();
        } else {
            askForMore();
        }
    }

    private void release(Done<A> done) {
        packsInWork--;
        itemsInWork -= done.items();
        inWorkOnNode.decrementAndGet();
    }

    /**
     * One message at a time: the next is read when the one before has gone to its lanes, so that they keep their
     * order.
     */
    private synchronized void handedOver() {
        asked = false;
        askForMore();
    }

    private synchronized void askForMore() {
        if (!asked && !ended && !halfClosed && packsInWork < bounds.packs() && itemsInWork < bounds.items()) {
            asked = true;
            call.request(1);
        }
    }

    @Override
    public void onError(Throwable broken) {
        LOG.debug("a stream broke", broken);
        cancelled();
    }

    @Override
    public void onCompleted() {
        synchronized (this) {
            halfClosed = true;
        }
        drain();
    }

    /** What is in work goes on, since its lanes have it; nobody will be told. */
    private synchronized void cancelled() {
        ended = true;
        drain();
    }
}
