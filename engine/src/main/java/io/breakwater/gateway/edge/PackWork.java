package io.breakwater.gateway.edge;

import java.util.function.Consumer;

/**
 * Requests of many items that are answered when their last item is: what the unary and the streaming form of a method
 * share.
 *
 * @param <Q> requests
 * @param <A> answers
 */
public interface PackWork<Q, A> {

    int itemsOf(Q request);

    /**
     * Reads the request and hands it to its lanes.
     *
     * @throws RequestFault where the request cannot be read as a whole; then the ticket is not used
     */
    void start(Q request, Ticket<A> ticket);

    /** How a stream says that a request could not be read as a whole. */
    A unreadable(Q request, RequestFault fault);

    /**
     * One request's way back to its caller.
     *
     * @param expiresAtNanos by {@link System#nanoTime}; what is not known then is answered as unknown
     * @param handedOver called once the lanes have it: whoever wants his requests decided in order sends the next one
     *     then
     * @param answer called once, on any thread
     */
    record Ticket<A>(long expiresAtNanos, Runnable handedOver, Consumer<A> answer) {}
}
