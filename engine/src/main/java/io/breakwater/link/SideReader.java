package io.breakwater.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a journal beside the thread of a link, which goes on to hear meanwhile; one thing at a time. Used by that
 * thread.
 */
final class SideReader {
    private final Consumer<Runnable> thread;
    private boolean reading;

    /** @param thread runs what it is given on the link's thread */
    SideReader(Consumer<Runnable> thread) {
        this.thread = thread;
    }

    boolean isReading() {
        return reading;
    }

    /** @param then what is done with it on the link's thread, where the failure is thrown as well */
    <T> void read(Supplier<T> what, Consumer<T> then) {
        reading = true;
        CompletableFuture.supplyAsync(what, Thread::startVirtualThread)
                .whenComplete((found, failure) -> thread.accept(() -> {
                    reading = false;
                    if (failure != null) {
                        throw reason(failure);
                    }
                    then.accept(found);
                }));
    }

    private static RuntimeException reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
