package io.breakwater.gateway.edge;

import io.breakwater.kernel.MalformedRequestId;
import io.breakwater.kernel.RequestId;
import java.time.InstantSource;

/**
 * Reads request ids and judges their time stamps: an id from the future would age the ids of everybody else, one older
 * than the node's window may have been forgotten.
 *
 * @param maxAgeMillis older ids are refused as too old
 * @param first where an id is decided
 */
public record RequestIds(InstantSource clock, long maxAgeMillis, FirstAsked first) {
    private static final String FIELD = "request_id";
    /** How far a caller's clock may be ahead of ours. */
    private static final long MAX_AHEAD_MILLIS = 5_000;

    /**
     * Of a request that is decided here as a whole or not at all.
     *
     * @throws RequestFault as {@link #read}; DATA_CENTER_REQUIRED where there are several and none is named;
     * OUTCOME_UNKNOWN where another one was asked first
     */
    public RequestId here(String text) {
        RequestId id = read(text);
        first.requireHere();
        return id;
    }

    /**
     * @throws RequestFault REQUEST_ID_MALFORMED, REQUEST_ID_AHEAD or REQUEST_ID_TOO_OLD; FIELD_MISSING where it is
     * empty
     */
    public RequestId read(String text) {
        if (text.isEmpty()) {
            throw Fields.missing(FIELD);
        }
        RequestId id = parsed(text);
        long now = clock.millis();
        if (id.timestampMillis() > now + MAX_AHEAD_MILLIS) {
            throw RequestFault.of(
                    ErrorReason.REQUEST_ID_AHEAD, FIELD, "its time stamp lies more than 5 s in the future");
        }
        if (id.timestampMillis() < now - maxAgeMillis) {
            throw RequestFault.of(ErrorReason.REQUEST_ID_TOO_OLD, "its time stamp is older than the node's window");
        }
        return id;
    }

    private static RequestId parsed(String text) {
        try {
            RequestId id = RequestId.parse(text);
            if (hasUpperCase(text)) {
                throw malformed();
            }
            return id;
        } catch (MalformedRequestId malformed) {
            throw malformed();
        }
    }

    private static boolean hasUpperCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'F') {
                return true;
            }
        }
        return false;
    }

    private static RequestFault malformed() {
        return RequestFault.of(ErrorReason.REQUEST_ID_MALFORMED, FIELD, "must be a UUIDv7 in lower case with hyphens");
    }
}
