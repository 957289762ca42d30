package io.breakwater.simulation;

/** What must never be was seen. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of thing went wrong, for counting. */
    enum Kind {
        OVER_LIMIT,
        RIGHTS_MINTED,
        RIGHTS_LOST,
        ENTRY_FELL,
        TWO_OUTCOMES,
        UNBALANCED,
        MONEY_MINTED,
        MONEY_LOST,
        RESTRICTION_PASSED,
        RESTRICTION_LATE,
        LOG_FORKED,
        NOT_RETAKEN,
        LEASE_BROKEN,
        NOT_CONVERGED,
        NOT_USABLE
    }

    private final Kind kind;

    Violation(Kind kind, String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
