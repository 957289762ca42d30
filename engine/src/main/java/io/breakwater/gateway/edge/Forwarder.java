package io.breakwater.gateway.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.breakwater.link.Forwarded;
import io.breakwater.link.Forwarding;
import io.breakwater.link.Unreached;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Takes requests of one call to the data centers that they name, and their answers back. What has no answer is not
 * known to be done there or not.
 *
 * @param answers of the call
 */
public record Forwarder<A>(Forwarding forwarding, Forwarded.Call call, Parser<A> answers) {

    /**
     * The answer of the data center. Fails as {@link Forwarding#send} does.
     *
     * @param first {@code data-centers/{id}}
     * @param request that names it
     * @param expiresAtNanos by {@link System#nanoTime}
     */
    public CompletionStage<A> ask(String first, MessageLite request, long expiresAtNanos) {
        Caller caller = Caller.current();
        return forwarding.send(id(first), new Forwarded(call, caller.name(), caller.trace(), request.toByteString()),
                expiresAtNanos).thenApply(this::read);
    }

    /** Number of a data center; empty where it is none of the environment's others. */
    public OptionalInt number(String first) {
        return forwarding.number(id(first));
    }

    /** Whether nobody answered, as {@link #ask} has failed. */
    public static boolean isUnreached(Throwable failure) {
        return failure instanceof Unreached
                || failure instanceof CompletionException wrapped && wrapped.getCause() instanceof Unreached;
    }

    private static String id(String first) {
        return first.substring(Names.DATA_CENTERS.length());
    }

    private A read(ByteString answer) {
        try {
            return answers.parseFrom(answer);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new CompletionException(unreadable);
        }
    }
}
