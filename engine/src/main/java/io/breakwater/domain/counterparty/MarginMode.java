package io.breakwater.domain.counterparty;

/** How an account's positions share collateral. */
public enum MarginMode {
    CROSS,
    ISOLATED,
    PORTFOLIO
}
