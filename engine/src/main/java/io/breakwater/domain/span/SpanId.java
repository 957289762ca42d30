package io.breakwater.domain.span;

import io.breakwater.kernel.Invariants;

/**
 * Names a limit that spans data centers, such as {@code firms/acme/GROSS_NOTIONAL} or {@code acme/btc-perp/CLOSING}.
 *
 * @param value 1…128 characters
 */
public record SpanId(String value) {

    private static final int MAX_ID = 128;

    public SpanId {
        Invariants.check(isValid(value), "not a span id");
    }

    public static boolean isValid(String value) {
        return !value.isBlank() && value.length() <= MAX_ID;
    }
}
