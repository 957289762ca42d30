package io.breakwater.feed.fix;

import java.util.List;
import java.util.function.Consumer;

/** A log of rows of text that survives the node. One writer at a time: a second one is refused. */
public interface DurableLog {

    /** Null where there is none. Waits for the store. */
    String newest();

    /** From the first. Waits for the store. */
    List<String> all();

    /**
     * Never waits.
     *
     * @param whenStored told once: null when it is durable, or why it is not; {@link TakenOver} where another one
     *     writes
     */
    void append(String row, Consumer<RuntimeException> whenStored);

    /** Somebody else has written to it since it was opened. */
    final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TakenOver(RuntimeException refusal) {
            super(refusal.getMessage(), refusal);
        }
    }

    /** Where logs are. */
    @FunctionalInterface
    interface Shelf {

        /** Waits for the store. @param name the same for ever */
        DurableLog open(String name);
    }
}
