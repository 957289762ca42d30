package io.breakwater.domain;

/** What may be traded in a scope; declared from the loosest to the strictest. */
public enum TradingState {
    ACTIVE,
    /** Only what reduces a position, and cancels. */
    REDUCING,
    /** Only cancels. */
    HALTED;

    public TradingState strictest(TradingState other) {
        return ordinal() >= other.ordinal() ? this : other;
    }

    public boolean isStricterThan(TradingState other) {
        return ordinal() > other.ordinal();
    }
}
