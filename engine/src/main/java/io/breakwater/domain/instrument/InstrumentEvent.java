package io.breakwater.domain.instrument;

import io.breakwater.domain.Lift;
import io.breakwater.domain.RestrictionNews;
import io.breakwater.domain.Restrictions;

/**
 * What was decided or booked. Every event carries the command that it answers, so that audit can decide it again.
 * The order of this list is the order of their tags on disk: it is only ever added to at the end.
 */
public sealed interface InstrumentEvent {

    InstrumentCommand command();

    record RequestRefused(InstrumentRequest command, InstrumentRejection rejection) implements InstrumentEvent {}

    /** The engine failed on this item; the instrument was put into REDUCING. */
    record DecisionFailed(InstrumentCommand command, String reason) implements InstrumentEvent {}

    /** @param instrument internal number, positive, never reused */
    record InstrumentListed(InstrumentRequest.ListInstrument command, long instrument) implements InstrumentEvent {}

    /** @param version of the terms, 2, 3, 4… */
    record TermsChanged(InstrumentRequest.ChangeTerms command, long version) implements InstrumentEvent {}

    record MarkUpdated(InstrumentRequest.UpdateMark command) implements InstrumentEvent {}

    record InstrumentHalted(InstrumentRequest.Halt command, long restriction) implements InstrumentEvent {}

    record InstrumentResumed(InstrumentRequest.Resume command) implements InstrumentEvent {}

    record LifeCycleChanged(InstrumentFact.LifeCycleReached command) implements InstrumentEvent {}

    record Delisted(InstrumentRequest.Delist command) implements InstrumentEvent {}

    /** A fact that could not be matched; it is kept here, with an alert, until a person resolves it. */
    record FactSuspended(InstrumentFact command, String reason) implements InstrumentEvent {}

    /**
     * What it settles on is fixed, and with it what positions end at.
     *
     * @param indexTicks average of the index, in ticks of the underlying's scale
     */
    record SettlementFixed(InstrumentFact.SettlementDue command, long indexTicks) implements InstrumentEvent {}

    record FundingFixed(InstrumentFact.FundingDue command, FundingRate rate) implements InstrumentEvent {}

    record HaltedByPeer(InstrumentFact.HaltedElsewhere command) implements InstrumentEvent {}

    record ResumedByPeer(InstrumentFact.ResumedElsewhere command) implements InstrumentEvent {}

    record VenueStateChanged(InstrumentFact.VenueStateTold command) implements InstrumentEvent {}

    /** What other data centers are to book of it; null for nothing. */
    static InstrumentFact forPeers(InstrumentEvent event) {
        return switch (event) {
            case InstrumentHalted(InstrumentRequest.Halt halt, long id) ->
                    new InstrumentFact.HaltedElsewhere(Instrument.restriction(halt, id));
            case InstrumentResumed(InstrumentRequest.Resume(Lift lift)) ->
                    Restrictions.isOwn(lift.restriction()) ? null : new InstrumentFact.ResumedElsewhere(lift);
            case RequestRefused _, DecisionFailed _, InstrumentListed _, TermsChanged _, MarkUpdated _,
                    LifeCycleChanged _, Delisted _, FactSuspended _, SettlementFixed _, FundingFixed _,
                    HaltedByPeer _, ResumedByPeer _, VenueStateChanged _ -> null;
        };
    }

    /** What it says about a halt to whoever has placed or lifted it elsewhere; null for nothing. */
    static RestrictionNews restrictionNews(InstrumentEvent event) {
        return switch (event) {
            case HaltedByPeer(InstrumentFact.HaltedElsewhere fact) -> RestrictionNews.placed(fact.restriction().id());
            case ResumedByPeer(InstrumentFact.ResumedElsewhere(Lift lift)) ->
                    RestrictionNews.lifted(lift.restriction());
            case InstrumentResumed(InstrumentRequest.Resume(Lift lift)) -> RestrictionNews.lifted(lift.restriction());
            case FactSuspended(InstrumentFact fact, String reason) -> notBooked(fact, reason);
            case DecisionFailed(InstrumentCommand command, String reason) -> notBooked(command, reason);
            case RequestRefused _, InstrumentListed _, TermsChanged _, MarkUpdated _, InstrumentHalted _,
                    LifeCycleChanged _, Delisted _, SettlementFixed _, FundingFixed _, VenueStateChanged _ -> null;
        };
    }

    private static RestrictionNews notBooked(InstrumentCommand command, String reason) {
        return switch (command) {
            case InstrumentFact.HaltedElsewhere fact -> RestrictionNews.placed(fact.restriction().id()).but(reason);
            case InstrumentFact.ResumedElsewhere(Lift lift) -> RestrictionNews.lifted(lift.restriction()).but(reason);
            default -> null;
        };
    }
}
