package io.breakwater.gateway.audit;

import io.breakwater.audit.Progress;
import io.breakwater.gateway.edge.Answer;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * A call that is answered from a reading's threads: one message at a time, and the reading stops when the caller goes
 * away. A slow caller makes {@link #send} wait, up to a bound.
 */
final class OpenCall<A> {
    private static final long MOST_WAIT_NANOS = 60_000_000_000L;
    private static final long WAIT_MILLIS = 1_000;

    private final ServerCallStreamObserver<A> call;
    private final Progress progress = new Progress();
    private boolean ended;

    /** To be made while the call is being started, on its own thread. */
    OpenCall(StreamObserver<A> observer) {
        this.call = (ServerCallStreamObserver<A>) observer;
        call.setOnCancelHandler(() -> {
            progress.stop();
            wake();
        });
        call.setOnReadyHandler(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    Progress progress() {
        return progress;
    }

    /**
     * Sends when the caller has room for it.
     *
     * @throws io.breakwater.audit.AuditStopped when the caller has gone, or takes nothing for a minute
     */
    synchronized void send(A message) throws InterruptedException {
        long giveUp = System.nanoTime() + MOST_WAIT_NANOS;
        while (!call.isReady() && !call.isCancelled()) {
            if (System.nanoTime() > giveUp) {
                progress.stop();
            }
            progress.check();
            wait(WAIT_MILLIS);
        }
        progress.check();
        call.onNext(message);
    }

    /** Sends now or not at all. */
    synchronized void offer(A message) {
        if (!ended && call.isReady() && !call.isCancelled()) {
            call.onNext(message);
        }
    }

    synchronized void end(A last) {
        ended = true;
        if (!call.isCancelled()) {
            call.onNext(last);
            call.onCompleted();
        }
    }

    synchronized void fail(Throwable failure) {
        ended = true;
        if (!call.isCancelled()) {
            call.onError(Answer.status(AuditFaults.of(failure)));
        }
    }
}
