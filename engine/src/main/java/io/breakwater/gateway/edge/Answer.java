package io.breakwater.gateway.edge;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a unary call's reply or fault becomes an answer. */
public final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private Answer() {}

    /** Answers what can be said at once. */
    public static <A> void now(StreamObserver<A> observer, Supplier<A> work) {
        quietWhenCancelled(observer);
        try {
            succeed(observer, work.get());
        } catch (RuntimeException failure) {
            observer.onError(status(failure));
        }
    }

    /** Answers when the work is done, on the thread that ends it. */
    public static <A> void later(StreamObserver<A> observer, Supplier<CompletionStage<A>> work) {
        quietWhenCancelled(observer);
        try {
            work.get().whenComplete((answer, failure) -> {
                if (failure == null) {
                    succeed(observer, answer);
                } else {
                    observer.onError(status(failure));
                }
            });
        } catch (RuntimeException failure) {
            observer.onError(status(failure));
        }
    }

    private static <A> void succeed(StreamObserver<A> observer, A answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    /**
     * Without a handler an answer to a cancelled call throws; nobody waits for it, and what was decided stays
     * decided.
     */
    private static void quietWhenCancelled(StreamObserver<?> observer) {
        if (observer instanceof ServerCallStreamObserver<?> call) {
            call.setOnCancelHandler(() -> LOG.debug("a caller went away before its answer"));
        }
    }

    public static StatusRuntimeException status(Throwable failure) {
        return Statuses.exception(fault(failure));
    }

    /** What a caller is told of a failure; a bug is logged here and told without its details. */
    public static RequestFault fault(Throwable failure) {
        return switch (failure) {
            case RequestFault fault -> fault;
            case CompletionException wrapped when wrapped.getCause() != null -> fault(wrapped.getCause());
            case TimeoutException _ ->
                    RequestFault.of(ErrorReason.OUTCOME_UNKNOWN,
                            "no answer in time; ask again with the same request_id");
            default -> {
                LOG.error("a call failed", failure);
                yield RequestFault.of(ErrorReason.INTERNAL, "the node failed on this call; its log says why");
            }
        };
    }
}
