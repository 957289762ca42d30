package io.breakwater.kernel;

import java.util.function.Consumer;

/**
 * Work that is done again and again. Executors and schedulers repeat nothing any more that threw once, and say nothing
 * of it: what is handed to them to be repeated is wrapped so.
 *
 * @param whenFailed told what was thrown; must not throw itself
 */
public record Unending(Runnable work, Consumer<Throwable> whenFailed) implements Runnable {

    @Override
    public void run() {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            whenFailed.accept(failure);
        }
    }
}
