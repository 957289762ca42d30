package io.breakwater.audit;

/** Finds the tape of a store. */
final class Tapes {

    private Tapes() {}

    /** Null where the store has none. */
    static String of(Journal journal) {
        return journal.logs().persistenceIds().stream().filter(Families::isTape).sorted().findFirst().orElse(null);
    }
}
