package io.breakwater.domain.span;

import io.breakwater.domain.Measure;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeId;
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

    /** The part of a limit over data centers that is lent to a scope. */
    public static String of(String scope, Measure measure) {
        return scope + "/" + measure;
    }

    /** The scope that it is a limit of; null where it is none of a scope's. */
    public static String scopeOf(String name) {
        int slash = name.lastIndexOf('/');
        boolean isScope = slash > 0 && ScopeId.isShared(name.substring(0, slash)) && measureOf(name) != null;
        return isScope ? name.substring(0, slash) : null;
    }

    /** The measure that it is a limit of; null where scopes do not share it out. */
    public static Measure measureOf(String name) {
        String measure = name.substring(name.lastIndexOf('/') + 1);
        return Scope.SHARED.stream().filter(each -> each.name().equals(measure)).findFirst().orElse(null);
    }

    public static boolean isValid(String value) {
        return !value.isBlank() && value.length() <= MAX_ID;
    }
}
