package io.breakwater.feed.fix;

import java.util.List;
import java.util.function.Consumer;

/** A log of rows of text that survives the node. One writer at a time: a second one is refused. */
public interface DurableLog {

    /** Null where there is none. Waits for the store. */
    String newest();

    /** From the first. Waits for the store. */
    List<String> all();

    /** Never waits. @param whenStored told once: null when it is durable, or why it is not */
    void append(String row, Consumer<RuntimeException> whenStored);

    /** Where logs are. */
    @FunctionalInterface
    interface Shelf {

        /** Waits for the store. @param name the same for ever */
        DurableLog open(String name);
    }
}
