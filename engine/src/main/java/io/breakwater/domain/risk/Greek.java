package io.breakwater.domain.risk;

/** What is summed with its sign over an underlying. */
public enum Greek {
    /** In the underlying's direction. */
    DELTA,
    /** Of its delta, for a move of 1 %. */
    GAMMA,
    /** Of its value, for one point of volatility. */
    VEGA
}
