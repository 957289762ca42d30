package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.RequestWindow.Remembered;
import io.breakwater.kernel.Outcome;

/** What callers are told, derived from events alone. */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.RequestRefused e -> Outcome.refused(e.rejection());
            case CounterpartyEvent.DecisionFailed e when e.command() instanceof CounterpartyFact ->
                    Outcome.of(Outcome.Verdict.SUSPENSE, failure(e));
            case CounterpartyEvent.DecisionFailed e -> Outcome.refused(failure(e));
            case CounterpartyEvent.FactSuspended e -> Outcome.of(Outcome.Verdict.SUSPENSE,
                    CounterpartyRejection.of(CounterpartyRejection.Code.NONE, e.reason()));
            default -> accepted(reference(event));
        };
    }

    private static Outcome accepted(long reference) {
        return reference == 0 ? Outcome.accepted() : Outcome.accepted(reference);
    }

    /** Id that the event made; 0 when it made none. */
    private static long reference(CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.OrderPlaced e -> e.holdId();
            case CounterpartyEvent.QuotesReplaced e -> e.firstHoldId();
            case CounterpartyEvent.GroupPlaced e -> e.firstHoldId();
            case CounterpartyEvent.Restricted e -> e.restriction();
            case CounterpartyEvent.WithdrawalRequested e -> e.withdrawal();
            case CounterpartyEvent.FillBooked e -> e.holdId();
            case CounterpartyEvent.LegsBooked e -> e.whole().holdId();
            default -> 0;
        };
    }

    /** What the engine tells itself has keys of its own and would only fill the window. */
    static boolean isRemembered(CounterpartyEvent event) {
        return switch (event.command()) {
            case CounterpartyFact.Remarked _, CounterpartyFact.Throttled _, CounterpartyFact.AllowanceChanged _,
                    CounterpartyFact.RestrictedElsewhere _, CounterpartyFact.LiftedElsewhere _,
                    CounterpartyFact.CollateralSent _, CounterpartyFact.FilledElsewhere _,
                    CounterpartyFact.FillSettled _ -> false;
            case CounterpartyRequest _, CounterpartyFact _ -> true;
        };
    }

    static Remembered remembered(CounterpartyEvent event) {
        CounterpartyRejection rejection = switch (event) {
            case CounterpartyEvent.RequestRefused e -> e.rejection();
            case CounterpartyEvent.DecisionFailed e -> failure(e);
            default -> CounterpartyRejection.NONE;
        };
        return new Remembered(Fingerprint.of(event.command()), reference(event), rejection);
    }

    static Outcome replayed(Remembered known) {
        return known.isAccepted()
                ? accepted(known.reference())
                : Outcome.refused(known.rejection());
    }

    private static CounterpartyRejection failure(CounterpartyEvent.DecisionFailed e) {
        return CounterpartyRejection.of(CounterpartyRejection.Code.INTERNAL, e.reason());
    }
}
