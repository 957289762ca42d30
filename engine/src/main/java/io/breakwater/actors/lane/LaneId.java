package io.breakwater.actors.lane;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;

/**
 * A lane among those of its kind. An entity belongs to the lane that the hash of its name gives; that never changes,
 * because the number of lanes is fixed for an environment.
 *
 * @param kind such as {@code counterparty}
 * @param number 0…count − 1
 * @param count of lanes of the kind, 1…100: two digits name them
 */
public record LaneId(String kind, int number, int count) {
    private static final int MOST = 100;

    public LaneId {
        Invariants.check(count >= 1 && count <= MOST, "1 to 100 lanes of a kind");
        Invariants.check(number >= 0 && number < count, "a lane's number is below their count");
    }

    /** Of the lane of an entity. */
    public static int numberOf(String entity, int count) {
        return (int) Long.remainderUnsigned(Hash64.of(entity), count);
    }

    /** Name and persistence id, such as {@code counterparty-07}. */
    public String name() {
        return kind + (number < 10 ? "-0" : "-") + number;
    }

    public boolean owns(String entity) {
        return numberOf(entity, count) == number;
    }
}
