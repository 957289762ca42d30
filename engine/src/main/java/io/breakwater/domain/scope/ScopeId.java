package io.breakwater.domain.scope;

import io.breakwater.domain.market.Controls;
import io.breakwater.kernel.Invariants;

/**
 * Something wider than a counterparty or an instrument that a cap or a trading state can sit on.
 *
 * @param value {@code everything}, {@code firms/x}, {@code groups/x}, {@code venues/x} or {@code underlyings/x}
 */
public record ScopeId(String value) {

    private static final String FIRMS = "firms/";
    private static final String GROUPS = "groups/";
    private static final String VENUES = "venues/";
    private static final String UNDERLYINGS = "underlyings/";
    private static final int MAX_ID = 64;

    public ScopeId {
        Invariants.check(isValid(value), "not a scope id");
    }

    public static boolean isValid(String value) {
        return value.equals(Controls.EVERYTHING)
                || isIn(FIRMS, value) || isIn(GROUPS, value) || isIn(VENUES, value) || isIn(UNDERLYINGS, value);
    }

    /** Whether caps can be set on it and granted to holders; the others only restrict. */
    public static boolean isShared(String value) {
        return isIn(FIRMS, value) || isIn(GROUPS, value);
    }

    private static boolean isIn(String collection, String value) {
        int length = value.length() - collection.length();
        return value.startsWith(collection) && length > 0 && length <= MAX_ID
                && value.chars().skip(collection.length()).allMatch(ScopeId::isPlain);
    }

    /** Underlyings and venues are written as the instruments' terms write them, in either case. */
    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }
}
