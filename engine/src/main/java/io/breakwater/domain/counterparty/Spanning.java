package io.breakwater.domain.counterparty;

/** How a rule holds for a counterparty that trades in several data centers, each of which decides alone. */
enum Spanning {
    /** It looks at one order and at what is here: the same check in each. */
    WHOLE_CHECK,
    /** Each data center has a cap of its own; all of them together are what the operator set in all. */
    STATIC_SHARE,
    /** Rights of one cap over all of them, lent and moved by demand. */
    ESCROW,
    /** Judged on the collateral that was brought to this data center, which backs nothing elsewhere. */
    ISOLATED_BUDGET,
    /** A cap that each data center keeps by itself, set so that even the sum is borne. */
    ABSOLUTE_CAP
}
