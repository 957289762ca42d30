package io.breakwater.gateway.edge;

import io.grpc.Context;
import io.grpc.Metadata;

/**
 * Who calls and as part of which trace, as the call's metadata says; both go into the events' envelopes. The name is
 * taken on trust until authentication comes; the node listens on loopback unless told otherwise.
 *
 * @param name from {@code x-breakwater-caller}; {@link #ANONYMOUS} where it is missing or has other characters than
 *     ids have
 * @param trace the trace id of W3C {@code traceparent}, 32 hex digits; empty where there is none
 */
public record Caller(String name, String trace) {
    public static final String ANONYMOUS = "anonymous";

    static final Metadata.Key<String> NAME_KEY =
            Metadata.Key.of("x-breakwater-caller", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> TRACE_KEY = Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<Caller> CURRENT =
            Context.keyWithDefault("breakwater-caller", new Caller(ANONYMOUS, ""));
    static final int MAX_NAME = 64;
    /** Length of {@code 00-<32 hex>-<16 hex>-<2 hex>}. */
    private static final int TRACEPARENT_LENGTH = 55;
    private static final int TRACE_LENGTH = 32;

    /** The caller of the call that this thread works on. */
    public static Caller current() {
        return CURRENT.get();
    }

    /** A context for what the node does by itself, under a name of its own. */
    public static Context of(String name) {
        return new Caller(name, "").in(Context.ROOT);
    }

    /** As another data center was told; the trace is the id alone. */
    static Caller forwarded(String name, String trace) {
        return new Caller(name(name), isTrace(trace) ? trace : "");
    }

    static Caller of(Metadata headers) {
        return new Caller(name(headers.get(NAME_KEY)), trace(headers.get(TRACE_KEY)));
    }

    Context in(Context context) {
        return context.withValue(CURRENT, this);
    }

    private static String name(String given) {
        return given != null && isName(given) ? given : ANONYMOUS;
    }

    /** Whether somebody can be called so. */
    static boolean isName(String given) {
        return !given.isEmpty() && given.length() <= MAX_NAME && given.chars().allMatch(Caller::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.@/:".indexOf(c) >= 0;
    }

    private static String trace(String parent) {
        if (parent == null || parent.length() != TRACEPARENT_LENGTH || parent.charAt(2) != '-'
                || parent.charAt(35) != '-') {
            return "";
        }
        String id = parent.substring(3, 35);
        return isTrace(id) ? id : "";
    }

    private static boolean isTrace(String id) {
        return id.length() == TRACE_LENGTH && id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
