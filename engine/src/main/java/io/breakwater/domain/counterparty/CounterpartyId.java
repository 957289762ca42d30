package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Invariants;

/**
 * A legal entity or netting set, by the id it was onboarded with.
 *
 * @param value 1…63 characters: a letter, then letters, digits and hyphens, all lower case
 */
public record CounterpartyId(String value) {

    private static final int MAX_LENGTH = 63;
    private static final String PREFIX = "counterparties/";

    public CounterpartyId {
        Invariants.check(isValid(value), "not a counterparty id");
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isLetter(value.charAt(0))) {
            return false;
        }
        return value.chars().allMatch(c -> isLetter(c) || c == '-' || c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** The scope that its own limits sit on. */
    public String scope() {
        return PREFIX + value;
    }
}
