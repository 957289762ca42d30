package io.breakwater.ops.load;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests on one bidirectional stream with a bounded window. The caller takes the answers in the order in which it
 * sent, whatever order they arrive in; how long each took is kept in a histogram (microseconds, up to a minute). One
 * thread sends and takes; gRPC's threads deliver.
 *
 * @param <Q> the requests
 * @param <R> the answers
 */
public final class PackedStream<Q, R> implements AutoCloseable {
    private static final long MOST_MICROS = 60_000_000L;

    private final int window;
    private final Function<Q, String> idOf;
    private final StreamObserver<Q> requests;
    private final ArrayDeque<Slot<Q, R>> inFlight = new ArrayDeque<>();
    private final Map<String, Slot<Q, R>> byId = new ConcurrentHashMap<>();
    private final Histogram latencyMicros;
    private volatile Throwable broken;

    private record Slot<Q, R>(Q request, long sentNanos, CompletableFuture<R> answer) {}

    /**
     * @param window requests in flight at most, 1 to 64
     * @param open starts the call with this observer of answers
     */
    public PackedStream(int window, Function<Q, String> idOf, Function<R, String> answerIdOf,
            Function<StreamObserver<R>, StreamObserver<Q>> open) {
        this.window = window;
        this.idOf = idOf;
        this.latencyMicros = new ConcurrentHistogram(MOST_MICROS, 3);
        this.requests = open.apply(new Answers(answerIdOf));
    }

    private final class Answers implements StreamObserver<R> {
        private final Function<R, String> answerIdOf;

        Answers(Function<R, String> answerIdOf) {
            this.answerIdOf = answerIdOf;
        }

        @Override
        public void onNext(R answer) {
            Slot<Q, R> slot = byId.remove(answerIdOf.apply(answer));
            if (slot != null) {
                long micros = (System.nanoTime() - slot.sentNanos()) / 1_000;
                latencyMicros.recordValue(Math.min(micros, MOST_MICROS));
                slot.answer().complete(answer);
            }
        }

        @Override
        public void onError(Throwable fault) {
            end(fault);
        }

        @Override
        public void onCompleted() {
            end(new StreamBroken("the node ended the stream", null));
        }
    }

    private void end(Throwable fault) {
        broken = fault;
        byId.values().forEach(slot -> slot.answer().completeExceptionally(fault));
    }

    /** Room for another request. */
    public boolean hasRoom() {
        return inFlight.size() < window;
    }

    public boolean isEmpty() {
        return inFlight.isEmpty();
    }

    /** Sends; the caller has made sure that there is room. */
    public void send(Q request) {
        if (!hasRoom()) {
            throw new IllegalStateException("the window of " + window + " is full");
        }
        Slot<Q, R> slot = new Slot<>(request, System.nanoTime(), new CompletableFuture<>());
        byId.put(idOf.apply(request), slot);
        inFlight.add(slot);
        if (broken == null) {
            requests.onNext(request);
        }
        if (broken != null) {
            slot.answer().completeExceptionally(broken);
        }
    }

    /** True when {@link #take} would return at once. */
    public boolean hasAnswer() {
        return !inFlight.isEmpty() && inFlight.peek().answer().isDone();
    }

    /** The answer to the oldest request; {@link StreamBroken} leaves that request in flight. */
    public R take(Duration atMost) throws InterruptedException {
        try {
            R answer = inFlight.element().answer().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            inFlight.remove();
            return answer;
        } catch (ExecutionException e) {
            throw new StreamBroken("the stream broke: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StreamBroken("no answer within " + atMost.toMillis() + " ms", e);
        }
    }

    /** Microseconds from sending to answer, of all requests so far. */
    public Histogram latencyMicros() {
        return latencyMicros;
    }

    @Override
    public void close() {
        if (broken == null) {
            requests.onCompleted();
        }
    }
}
