package io.breakwater.domain.instrument;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Origin;

/**
 * An instrument by the name that the API knows it by. The name may be listed again after a delisting; the internal
 * number is another one each time and is never reused.
 *
 * @param value 1…63 characters: a lower-case letter or digit, then those and hyphens
 */
public record InstrumentId(String value) {

    private static final int MAX_LENGTH = 63;
    private static final String PREFIX = "instruments/";

    public InstrumentId {
        Invariants.check(isValid(value), "not an instrument id");
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.charAt(0) == '-') {
            return false;
        }
        return value.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /** The resource name, as refusals carry it. */
    public String scope() {
        return scope(value);
    }

    static String scope(String name) {
        return PREFIX + name;
    }

    /**
     * The internal number of a listing: 63 bits, mixed from the name and from where, under whose reign and for which
     * time the name was listed. Two listings of one name differ for certain to 63 bits of hash; a listing whose number
     * the view already knows is refused ({@link InstrumentRejection.Code#ID_TAKEN}), so that a collision is an error,
     * not a mix-up.
     *
     * @param generation 1 for the first listing of the name
     */
    static long number(String name, Origin origin, long generation) {
        return Hash64.combine(Hash64.of(name), origin.id(generation)) & Long.MAX_VALUE;
    }
}
