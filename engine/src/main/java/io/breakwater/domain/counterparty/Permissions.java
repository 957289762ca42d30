package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Payoff;

/** What an account may do. What is not granted is refused. */
public record Permissions(boolean spot, boolean futures, boolean options, boolean withdraw) {

    public static final Permissions ALL = new Permissions(true, true, true, true);

    public boolean allow(Payoff payoff) {
        return switch (payoff) {
            case Payoff.Spot() -> spot;
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto() -> futures;
            case Payoff.Option _ -> options;
            case Payoff.Combo _ -> futures && options;
        };
    }
}
