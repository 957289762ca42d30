package io.breakwater.app;

import io.breakwater.journal.JournalException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be logged of lanes that fail again and again: how it came about once, and then that it goes on. One trace
 * of calls a lane and try would bury everything else. Not for several threads.
 */
final class RepeatedFailure {
    private String told = "";

    /** Why, in a line: what the journal said, where it is what failed. */
    static String reason(Throwable failure) {
        return causes(failure).filter(JournalException.class::isInstance).reduce((_, last) -> last)
                .map(Throwable::getMessage)
                .orElseGet(() -> causes(failure).reduce((_, last) -> last).orElseThrow().toString());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The failure, where it is for another reason than the last one; empty where its trace says nothing new. */
    Optional<Throwable> news(Throwable failure) {
        String why = reason(failure);
        boolean isNew = !why.equals(told);
        told = why;
        return isNew ? Optional.of(failure) : Optional.empty();
    }

    /** Whoever failed serves again: the next failure is another one. */
    void ended() {
        told = "";
    }
}
