package io.breakwater.gateway.edge;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the calls that are open at once on the whole node (I-10); past the bound a call is refused, never queued. */
final class CallBound implements ServerInterceptor {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    CallBound(int most) {
        this.most = most;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return Refusing.close(call, RequestFault.of(ErrorReason.TOO_BUSY, "at most " + most + " calls at once"));
        }
        return new SimpleForwardingServerCallListener<>(started(call, headers, next)) {
            @Override
            public void onComplete() {
                open.decrementAndGet();
                super.onComplete();
            }

            @Override
            public void onCancel() {
                open.decrementAndGet();
                super.onCancel();
            }
        };
    }

    private <Q, A> ServerCall.Listener<Q> started(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            return next.startCall(call, headers);
        } catch (RuntimeException failure) {
            open.decrementAndGet();
            throw failure;
        }
    }
}
