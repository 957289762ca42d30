package io.breakwater.gateway.edge;

import io.breakwater.v1.DataCenterState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The data centers of the environment by their names.
 *
 * @param here number of the own one
 * @param numbers by id, the own one's too
 * @param hearing what is heard of the others
 * @param fenced which of them any limit says to be fenced; empty where that is not known yet
 */
public record DataCenters(int here, Map<String, Integer> numbers, Hearing hearing,
        Supplier<Optional<Set<Integer>>> fenced) {

    /**
     * The number of {@code data-centers/{id}}.
     *
     * @throws RequestFault NAME_MALFORMED or UNKNOWN_DATA_CENTER
     */
    public int number(String field, String name) {
        if (!name.startsWith(Names.DATA_CENTERS)) {
            throw RequestFault.of(ErrorReason.NAME_MALFORMED, field, "must be " + Names.DATA_CENTERS + "{id}");
        }
        Integer number = numbers.get(name.substring(Names.DATA_CENTERS.length()));
        if (number == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_DATA_CENTER, field, name + " is neither this nor a linked one");
        }
        return number;
    }

    /** The name of a number; the bare number where it is not configured here. */
    public String name(int number) {
        return Names.DATA_CENTERS + id(number);
    }

    /** Whether nothing is heard of it, or gets there; never of the own one. */
    public boolean isCut(int number) {
        return number != here && hearing.state(id(number)) == DataCenterState.DATA_CENTER_STATE_CUT;
    }

    /** How another one stands to this one. */
    public DataCenterState state(int number) {
        return fenced.get().orElse(Set.of()).contains(number)
                ? DataCenterState.DATA_CENTER_STATE_FENCED : hearing.state(id(number));
    }

    /** Its id; the bare number where it is not configured here. */
    public String id(int number) {
        return numbers.entrySet().stream().filter(each -> each.getValue() == number).map(Map.Entry::getKey)
                .findFirst().orElse(String.valueOf(number));
    }
}
