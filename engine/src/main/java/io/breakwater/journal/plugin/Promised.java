package io.breakwater.journal.plugin;

import io.breakwater.journal.Settlement;
import java.util.function.LongFunction;
import scala.concurrent.Promise;

/** Keeps a promise of Pekko's; whatever hangs on it runs on an executor of its own, not on the writer's thread. */
public record Promised<T>(Promise<T> promise, LongFunction<T> result) implements Settlement {

    @Override
    public void done(long highest) {
        promise.success(result.apply(highest));
    }

    @Override
    public void refused(RuntimeException reason) {
        promise.failure(reason);
    }
}
