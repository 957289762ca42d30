package io.breakwater.gateway.edge;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Ends a call at a message that is none, as if its caller had ended it there: what came before is answered, what comes
 * after is not looked at, and the status says why. So a stream neither loses nor repeats what it has taken.
 */
final class LegibleInterceptor implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Answers<Q, A> answers = new Answers<>(call);
        return new Requests<>(next.startCall(answers, headers), answers);
    }

    /** May be ended on any thread. */
    private static final class Answers<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private volatile boolean isIllegible;

        Answers(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (isIllegible) {
                Refusing.close(delegate(), RequestFault.of(
                        ErrorReason.MESSAGE_MALFORMED, "what was sent is no request of this method"));
            } else {
                super.close(status, trailers);
            }
        }
    }

    /** Come one after the other. */
    private static final class Requests<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Answers<Q, ?> answers;
        private boolean isMissing;

        Requests(ServerCall.Listener<Q> listener, Answers<Q, ?> answers) {
            super(listener);
            this.answers = answers;
            this.isMissing = answers.getMethodDescriptor().getType().clientSendsOneMessage();
        }

        /** @param request null where it is none, as {@link BoundedMarshaller} says */
        @Override
        public void onMessage(Q request) {
            isMissing = false;
            if (request == null) {
                end(true);
            } else if (!answers.isIllegible) {
                super.onMessage(request);
            }
        }

        @Override
        public void onHalfClose() {
            end(isMissing);
        }

        private void end(boolean isIllegible) {
            if (!answers.isIllegible) {
                answers.isIllegible = isIllegible;
                super.onHalfClose();
            }
        }
    }
}
