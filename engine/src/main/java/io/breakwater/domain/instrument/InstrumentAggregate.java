package io.breakwater.domain.instrument;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.instrument.InstrumentRejection.Code;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;

/** Instruments as lanes carry them. It has no rules of its own. */
public final class InstrumentAggregate implements Aggregate<Instrument, InstrumentCommand, InstrumentEvent> {

    @Override
    public String kind() {
        return "instrument";
    }

    @Override
    public boolean bindsThroughView() {
        return true;
    }

    @Override
    public Instrument absent(String entity) {
        return Instrument.absent(entity);
    }

    @Override
    public boolean isAbsent(Instrument state) {
        return state.listing() instanceof Listing.Never && state.equals(Instrument.absent(state.name()));
    }

    @Override
    public Decision<InstrumentEvent> decide(
            Instrument state, InstrumentCommand command, RequestId id, Context context) {
        return state.decide(command, id, context);
    }

    /** How many approvals a lift needs is in the policy that the view shows. */
    @Override
    public boolean restsOnView(InstrumentCommand command) {
        return command instanceof InstrumentRequest.Resume;
    }

    @Override
    public Instrument apply(Instrument state, InstrumentEvent event, RequestId id, long decidedAtMicros) {
        return state.apply(event, id, decidedAtMicros);
    }

    @Override
    public InstrumentCommand commandOf(InstrumentEvent event) {
        return event.command();
    }

    @Override
    public Outcome outcomeOf(InstrumentEvent event) {
        return outcome(event);
    }

    static Outcome outcome(InstrumentEvent event) {
        return switch (event) {
            case InstrumentEvent.RequestRefused(InstrumentRequest _, InstrumentRejection rejection) ->
                    Outcome.refused(rejection);
            case InstrumentEvent.DecisionFailed(InstrumentCommand command, String reason) -> failure(command, reason);
            case InstrumentEvent.InstrumentListed(InstrumentRequest.ListInstrument _, long instrument) ->
                    Outcome.accepted(instrument);
            case InstrumentEvent.InstrumentHalted(InstrumentRequest.Halt _, long restriction) ->
                    Outcome.accepted(restriction);
            case InstrumentEvent.FactSuspended(InstrumentFact _, String reason) ->
                    suspense(Code.UNKNOWN_INSTRUMENT, reason);
            case InstrumentEvent.TermsChanged _, InstrumentEvent.MarkUpdated _, InstrumentEvent.InstrumentResumed _,
                    InstrumentEvent.LifeCycleChanged _, InstrumentEvent.Delisted _, InstrumentEvent.SettlementFixed _,
                    InstrumentEvent.FundingFixed _, InstrumentEvent.HaltedByPeer _, InstrumentEvent.ResumedByPeer _,
                    InstrumentEvent.VenueStateChanged _ -> Outcome.accepted();
        };
    }

    /** A fact is never refused: where deciding it failed it waits for a person. */
    private static Outcome failure(InstrumentCommand command, String reason) {
        return switch (command) {
            case InstrumentRequest _ -> Outcome.refused(rejection(Code.INTERNAL, reason));
            case InstrumentFact _ -> suspense(Code.INTERNAL, reason);
        };
    }

    private static Outcome suspense(Code code, String reason) {
        return Outcome.of(Outcome.Verdict.SUSPENSE, rejection(code, reason));
    }

    private static InstrumentRejection rejection(Code code, String reason) {
        return InstrumentRejection.of(code, "", reason);
    }

    @Override
    public InstrumentEvent failed(InstrumentCommand command, String reason) {
        return new InstrumentEvent.DecisionFailed(command, reason);
    }

    @Override
    public String scopePathOf(Instrument state) {
        return "";
    }

    @Override
    public Record stored(Instrument state) {
        return state;
    }

    @Override
    public Instrument restored(Record stored) {
        return (Instrument) stored;
    }

    @Override
    public Class<InstrumentCommand> commandType() {
        return InstrumentCommand.class;
    }

    @Override
    public Class<InstrumentEvent> eventType() {
        return InstrumentEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return Instrument.class;
    }
}
