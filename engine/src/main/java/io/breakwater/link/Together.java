package io.breakwater.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks the journal about several logs at the same time: over a network one after the other would take as many turns.
 */
final class Together {
    /** How many are asked about at the same time. */
    static final int MOST = 8;

    private Together() {}

    /**
     * What is found for each, by name. Waits.
     *
     * @throws RuntimeException that was thrown for one of them
     */
    static <V> Map<String, V> each(List<String> logs, Function<String, V> read) {
        Map<String, V> found = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < logs.size(); from += MOST) {
                List<String> some = logs.subList(from, Math.min(logs.size(), from + MOST));
                List<Callable<V>> asked = new ArrayList<>();
                some.forEach(log -> asked.add(() -> read.apply(log)));
                List<Future<V>> answers = threads.invokeAll(asked);
                for (int i = 0; i < some.size(); i++) {
                    found.put(some.get(i), answer(answers.get(i)));
                }
            }
            return found;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while logs were read", ended);
        }
    }

    private static <V> V answer(Future<V> answered) {
        if (answered.state() == Future.State.SUCCESS) {
            return answered.resultNow();
        }
        throw answered.exceptionNow() instanceof RuntimeException known ? known
                : new IllegalStateException("a log cannot be read", answered.exceptionNow());
    }
}
