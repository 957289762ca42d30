package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Pace;
import io.breakwater.domain.escrow.Row;

/**
 * What was decided or booked. Every event carries the command that it answers, so that audit can decide it again. A
 * row is the own one after it. The order of this list is the order of their tags
 * on disk: it is only ever added to at the end.
 */
public sealed interface SpanEvent {

    SpanCommand command();

    record RequestRefused(SpanRequest command, SpanRejection rejection) implements SpanEvent {}

    /** The engine failed on this item; the limit lets nothing more pass here, for good. */
    record DecisionFailed(SpanCommand command, String reason) implements SpanEvent {}

    record TermsSet(SpanRequest.SetTerms command, Row row) implements SpanEvent {}

    record Reserved(SpanRequest.Reserve command, long hold) implements SpanEvent {}

    record Released(SpanRequest.Release command, long amount) implements SpanEvent {}

    record Reclaimed(SpanRequest.Reclaim command, Row row) implements SpanEvent {}

    record Restricted(SpanRequest.Restrict command, Row row) implements SpanEvent {}

    record RestrictionLifted(SpanRequest.Lift command, Row row) implements SpanEvent {}

    /** Not for peers to read: else each would answer the other's word with its own for ever. */
    record PeerHeard(SpanFact.PeerRead command, Row row) implements SpanEvent {}

    record Tended(SpanFact.Tend command, Row row, Pace pace) implements SpanEvent {}

    record RightsOpened(SpanFact.Opened command) implements SpanEvent {}

    record SettlementBooked(SpanFact.SettledFor command) implements SpanEvent {}

    /** @param stranded rights that count as used until the lost tail is known */
    record RestoreNoted(SpanFact.Restored command, Row row, long stranded) implements SpanEvent {}

    record LateTruthBooked(SpanFact.LateTruth command, Row row) implements SpanEvent {}

    /** A fact that could not be matched; it is kept here, with an alert, until a person resolves it. */
    record FactSuspended(SpanFact command, String reason) implements SpanEvent {}

    /** What came back from the scope is free again, and it has more if it wanted more. Peers read of it later. */
    record LendingChanged(SpanFact.ScopeReported command, Row row, Lending lending) implements SpanEvent {}

    /** What was in doubt is free again, but for what the scope lacks, which it gets at once. */
    record DoubtLifted(SpanRequest.Reconcile command, Row row, Lending lending) implements SpanEvent {}

    record LeaseNoted(SpanFact.LeaseTold command) implements SpanEvent {}

    /** The own row that peers read; null where the event does not carry it. */
    static Row published(SpanEvent event) {
        return switch (event) {
            case TermsSet(var _, Row row) -> row;
            case Reclaimed(var _, Row row) -> row;
            case Restricted(var _, Row row) -> row;
            case RestrictionLifted(var _, Row row) -> row;
            case Tended(var _, Row row, var _) -> row;
            case RestoreNoted(var _, Row row, long _) -> row;
            case LateTruthBooked(var _, Row row) -> row;
            case DoubtLifted(var _, Row row, var _) -> row;
            case RequestRefused _, DecisionFailed _, Reserved _, Released _, PeerHeard _, RightsOpened _,
                    SettlementBooked _, FactSuspended _, LendingChanged _, LeaseNoted _ -> null;
        };
    }
}
