package io.breakwater.domain.counterparty;

import io.breakwater.domain.Restriction;

/** What distinguishes kinds of facts before they are booked. */
final class FactTraits {

    private FactTraits() {}

    /**
     * Restrictions of other data centers are there before the counterparty is: whoever is onboarded has them then. So
     * is collateral, which waits for a person.
     */
    static boolean holdBeforeOnboarding(CounterpartyFact fact) {
        return fact instanceof CounterpartyFact.RestrictedElsewhere(Restriction placed) && !Standing.isOwn(placed.id())
                || fact instanceof CounterpartyFact.LiftedElsewhere
                || fact instanceof CounterpartyFact.CollateralSent;
    }

    /** What the engine tells itself. Before the onboarding it is no news: that brings its grants along. */
    static boolean areOwn(CounterpartyFact fact) {
        return switch (fact) {
            case CounterpartyFact.AllowanceChanged _, CounterpartyFact.Remarked _, CounterpartyFact.Throttled _,
                    CounterpartyFact.FundingDue _, CounterpartyFact.RestrictedElsewhere _,
                    CounterpartyFact.LiftedElsewhere _, CounterpartyFact.CollateralSent _,
                    CounterpartyFact.FilledElsewhere _, CounterpartyFact.FillSettled _ -> true;
            case CounterpartyFact.Fill _, CounterpartyFact.Bust _, CounterpartyFact.Correction _,
                    CounterpartyFact.OrderStatusReport _, CounterpartyFact.Deposit _,
                    CounterpartyFact.WithdrawalProgress _, CounterpartyFact.Funding _, CounterpartyFact.Settlement _,
                    CounterpartyFact.Delivery _, CounterpartyFact.Adjustment _, CounterpartyFact.VenueSnapshot _,
                    CounterpartyFact.VenueStatement _, CounterpartyFact.Loan _,
                    CounterpartyFact.PositionTransfer _, CounterpartyFact.LegsFill _,
                    CounterpartyFact.LegsCorrection _, CounterpartyFact.FillFor _ -> false;
        };
    }

    /** Facts that only their request id tells from a second one of the same kind. */
    static boolean needWindow(CounterpartyFact fact) {
        return switch (fact) {
            case CounterpartyFact.Deposit _, CounterpartyFact.Funding _, CounterpartyFact.Settlement _,
                    CounterpartyFact.Delivery _, CounterpartyFact.Adjustment _, CounterpartyFact.Loan _,
                    CounterpartyFact.PositionTransfer _, CounterpartyFact.Fill _, CounterpartyFact.Correction _,
                    CounterpartyFact.LegsFill _, CounterpartyFact.LegsCorrection _, CounterpartyFact.FillFor _ -> true;
            case CounterpartyFact.Bust _, CounterpartyFact.OrderStatusReport _, CounterpartyFact.WithdrawalProgress _,
                    CounterpartyFact.AllowanceChanged _, CounterpartyFact.Remarked _, CounterpartyFact.Throttled _,
                    CounterpartyFact.VenueSnapshot _, CounterpartyFact.VenueStatement _,
                    CounterpartyFact.FundingDue _, CounterpartyFact.RestrictedElsewhere _,
                    CounterpartyFact.LiftedElsewhere _, CounterpartyFact.CollateralSent _,
                    CounterpartyFact.FilledElsewhere _, CounterpartyFact.FillSettled _ -> false;
        };
    }
}
