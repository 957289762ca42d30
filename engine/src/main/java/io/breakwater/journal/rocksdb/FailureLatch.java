package io.breakwater.journal.rocksdb;

import io.breakwater.journal.StoreStopped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes at the first failed write, sync or background task and stays closed. */
final class FailureLatch {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLatch.class);

    private final AtomicReference<StoreStopped> reason = new AtomicReference<>();
    private final CompletableFuture<StoreStopped> failure = new CompletableFuture<>();

    /** The first failure counts; later ones are logged only. @return the first */
    StoreStopped fail(String what, Throwable cause) {
        StoreStopped stopped = new StoreStopped(
                "The journal has stopped for good: " + what + ". Nothing is written any more; restart the node once the"
                        + " cause is mended. What was acknowledged is stored", cause);
        LOG.error("{}", stopped.getMessage(), cause);
        if (reason.compareAndSet(null, stopped)) {
            failure.complete(stopped);
        }
        return reason.get();
    }

    /** The failure, or null while all is well. */
    StoreStopped reason() {
        return reason.get();
    }

    /** Calls {@code handler} once on {@code executor} at the first failure, at once if it has happened. */
    void onFailure(Consumer<StoreStopped> handler, Executor executor) {
        failure.thenAcceptAsync(handler, executor);
    }
}
