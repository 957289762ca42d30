package io.breakwater.domain.instrument;

import io.breakwater.kernel.Invariants;

/**
 * A currency or token that balances are kept in.
 *
 * @param id upper-case symbol, such as {@code BTC}
 * @param scale money in it is counted in 10^-scale; fixed when it is first listed, 0…18
 */
public record Asset(String id, int scale) {

    /** The reference currency of notional, margin and loss; its price is 1 by definition. */
    public static final String REFERENCE = "USD";

    public Asset {
        Invariants.check(scale >= 0 && scale <= 18, "asset scale out of range");
    }
}
