package io.breakwater.kernel;

/**
 * What deciding one command gave: an event that must become durable before anyone is told, or an answer that changes
 * nothing (a replayed request id, a message past its rate, a known fact).
 *
 * @param <E> the aggregate's events
 */
public sealed interface Decision<E> {

    /** The command was decided, for or against; its outcome is derived from the event. */
    record Taken<E>(E event) implements Decision<E> {}

    /** Nothing is to be recorded. */
    record Answered<E>(Outcome outcome) implements Decision<E> {}
}
