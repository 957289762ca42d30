package io.breakwater.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks a store where a log ends. */
public final class LogEnd implements Settlement {
    private final CompletableFuture<Long> answer = new CompletableFuture<>();

    private LogEnd() {}

    /** The highest number, 0 for none; fails where the store cannot be asked. Does not wait. */
    public static CompletionStage<Long> of(LogStore store, String log) {
        LogEnd end = new LogEnd();
        try {
            store.readHighest(log, end);
        } catch (RuntimeException turnedAway) {
            end.refused(turnedAway);
        }
        return end.answer;
    }

    @Override
    public void done(long highest) {
        answer.complete(highest);
    }

    @Override
    public void refused(RuntimeException reason) {
        answer.completeExceptionally(reason);
    }
}
