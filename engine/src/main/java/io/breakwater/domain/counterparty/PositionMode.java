package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Payoff;

/** Whether an account has one position in an instrument, or a long one and a short one beside each other. */
public enum PositionMode {
    /** Buys and sells net to one position. */
    NET,
    /** An order names the position that it opens or closes; neither ever nets the other. */
    HEDGE;

    /** Whether orders and fills of it name a side: what is exchanged, or made of legs, has one position in any mode. */
    public boolean hasSides(Payoff payoff) {
        return this == HEDGE && !(payoff instanceof Payoff.Spot || payoff instanceof Payoff.Combo);
    }
}
