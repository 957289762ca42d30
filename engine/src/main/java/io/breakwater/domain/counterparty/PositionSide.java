package io.breakwater.domain.counterparty;

/** Which of an account's positions in an instrument is meant. */
public enum PositionSide {
    /** The only one; of an order or a fill: none was named. */
    NET,
    LONG,
    SHORT
}
