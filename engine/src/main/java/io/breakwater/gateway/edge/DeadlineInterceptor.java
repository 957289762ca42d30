package io.breakwater.gateway.edge;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.TimeUnit;

/**
 * Refuses mutations without a deadline, or with one too far ahead: whoever waits for ever also holds memory for ever.
 * Streams are exempt; they are bounded by keep-alive and by the packs they may have in work.
 */
final class DeadlineInterceptor implements ServerInterceptor {
    private static final String OURS = "breakwater.";
    /** Copies a whole store. */
    private static final String BACKUP = "Backup";
    private static final long MOST_SECONDS = 60;
    private static final long MOST_BACKUP_SECONDS = 3_600;
    /** For callers who round up. */
    private static final long GRACE_MILLIS = 1_000;

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        MethodDescriptor<?, ?> method = call.getMethodDescriptor();
        long most = BACKUP.equals(method.getBareMethodName()) ? MOST_BACKUP_SECONDS : MOST_SECONDS;
        if (!isMutation(method) || isBounded(Context.current().getDeadline(), most)) {
            return next.startCall(call, headers);
        }
        return Refusing.close(call, RequestFault.of(
                ErrorReason.DEADLINE_REQUIRED, "set a deadline of at most " + most + " s"));
    }

    private static boolean isBounded(Deadline deadline, long mostSeconds) {
        return deadline != null
                && deadline.timeRemaining(TimeUnit.MILLISECONDS) <= mostSeconds * 1_000 + GRACE_MILLIS;
    }

    private static boolean isMutation(MethodDescriptor<?, ?> method) {
        String name = method.getBareMethodName();
        return method.getType() == MethodDescriptor.MethodType.UNARY
                && method.getServiceName() != null
                && method.getServiceName().startsWith(OURS)
                && !name.startsWith("Get") && !name.startsWith("List") && !name.startsWith("Simulate")
                && !name.equals("Explain") && !name.equals("Replay");
    }
}
