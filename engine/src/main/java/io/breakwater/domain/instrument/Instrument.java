package io.breakwater.domain.instrument;

import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.RecentRequests.Told;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.instrument.InstrumentRejection.Code;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;

/**
 * All that is known of an instrument's name: an immutable value, a pure function of its events (I-06). It does not
 * value positions ({@link Valuer}) and does not know who holds any.
 *
 * <p>A name that was never listed keeps nothing: what is refused then is answered without an event, so that asking for
 * names that do not exist costs neither memory nor journal (I-10).
 *
 * @param name the API's id
 * @param generation how often the name has been listed
 * @param controls the requests decided lately, all but marks
 * @param marks the mark updates decided lately; what is older is known by its observation time
 */
public record Instrument(
        String name,
        long generation,
        Listing listing,
        Restrictions restrictions,
        RecentRequests controls,
        RecentRequests marks) {

    /** Mark updates that are always known. */
    private static final int REMEMBERED_MARKS = 16;

    public static Instrument absent(String name) {
        return new Instrument(name, 0, new Listing.Never(), Restrictions.NONE,
                RecentRequests.ofCapacity(RecentRequests.CONTROLS), RecentRequests.ofCapacity(REMEMBERED_MARKS));
    }

    /** As a view shows it at a time, epoch micros, its own trading state included; null when it was never listed. */
    public Quoted quoted(long nowMicros) {
        return switch (listing) {
            case Listing.Never() -> null;
            case Listing.Listed it -> new Quoted(it.id(), name, it.venue(), it.symbol(), it.terms(), it.lifeCycle(),
                    it.mark(), restrictions.stateAt(nowMicros), it.funding().fixed(), it.venueWord());
        };
    }

    public Decision<InstrumentEvent> decide(InstrumentCommand command, RequestId id, Context context) {
        return switch (command) {
            case InstrumentFact.LifeCycleReached fact -> book(fact);
            case InstrumentFact.SettlementDue fact -> settle(fact, context.nowMicros());
            case InstrumentFact.FundingDue fact -> fund(fact, context.nowMicros());
            case InstrumentFact.VenueStateTold fact -> hear(fact, context.nowMicros());
            case InstrumentFact.HaltedElsewhere fact -> restrictions.find(fact.restriction().id()) != null
                    ? known() : new Decision.Taken<>(new InstrumentEvent.HaltedByPeer(fact));
            case InstrumentFact.ResumedElsewhere fact -> restrictions.isLiftedAhead(fact.lift().restriction())
                    ? known() : new Decision.Taken<>(new InstrumentEvent.ResumedByPeer(fact));
            case InstrumentRequest request -> decideRequest(request, id, context);
        };
    }

    private Decision<InstrumentEvent> book(InstrumentFact.LifeCycleReached fact) {
        return switch (listing) {
            case Listing.Never() -> new Decision.Taken<>(new InstrumentEvent.FactSuspended(fact, "never listed"));
            case Listing.Listed it -> fact.lifeCycle().compareTo(it.lifeCycle()) > 0
                    ? new Decision.Taken<>(new InstrumentEvent.LifeCycleChanged(fact))
                    : known();
        };
    }

    /** Asked for until the price is fixed; there is nothing to book before it can be. */
    private Decision<InstrumentEvent> settle(InstrumentFact.SettlementDue fact, long nowMicros) {
        long index = listing instanceof Listing.Listed it ? it.settlesAtIndexTicks(nowMicros) : 0;
        return index > 0 ? new Decision.Taken<>(new InstrumentEvent.SettlementFixed(fact, index)) : known();
    }

    private Decision<InstrumentEvent> fund(InstrumentFact.FundingDue fact, long nowMicros) {
        FundingRate rate = listing instanceof Listing.Listed it ? it.fundingDue(nowMicros) : null;
        return rate == null ? known() : new Decision.Taken<>(new InstrumentEvent.FundingFixed(fact, rate));
    }

    private Decision<InstrumentEvent> hear(InstrumentFact.VenueStateTold fact, long nowMicros) {
        return switch (listing) {
            case Listing.Never() -> new Decision.Taken<>(new InstrumentEvent.FactSuspended(fact, "never listed"));
            case Listing.Listed it -> !it.hasEnded() && fact.word().noLaterThan(nowMicros).isNewsAfter(it.venueWord())
                    ? new Decision.Taken<>(new InstrumentEvent.VenueStateChanged(fact))
                    : known();
        };
    }

    private static Decision<InstrumentEvent> known() {
        return new Decision.Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null));
    }

    /** What the calendar has to say to it by now, epoch micros; null when nothing. */
    public InstrumentFact due(long nowMicros) {
        return listing instanceof Listing.Listed it ? it.due(nowMicros) : null;
    }

    private Decision<InstrumentEvent> decideRequest(InstrumentRequest request, RequestId id, Context context) {
        Told told = told(id);
        if (told != null) {
            return new Decision.Answered<>(told.isFor(request) ? told.outcome()
                    : Outcome.refused(InstrumentRejection.of(Code.REQUEST_ID_REUSED, name, id.toString())));
        }
        boolean isMark = request instanceof InstrumentRequest.UpdateMark;
        if (!isMark && controls.isTooOld(id)) {
            return new Decision.Answered<>(
                    Outcome.refused(InstrumentRejection.of(Code.REQUEST_ID_TOO_OLD, name, id.toString())));
        }
        if (!isMark && !controls.hasRoomFor(id, context.nowMicros())) {
            return new Decision.Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, new InstrumentRejection(Code.TOO_MANY,
                    InstrumentId.scope(name), controls.capacity(), controls.capacity(), controls.capacity() + 1L,
                    Unit.COUNT, id.toString())));
        }
        InstrumentRejection refusal = InstrumentRules.first(new InstrumentRules.Case(this, request, context));
        if (refusal == null) {
            return accepted(request, context.origin());
        }
        boolean isPast = (isMark ? marks : controls).hasRefusedEnough(context.nowMicros());
        return isPast ? new Decision.Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, refusal))
                : refused(request, refusal);
    }

    private Told told(RequestId id) {
        Told told = controls.find(id);
        return told == null ? marks.find(id) : told;
    }

    private Decision<InstrumentEvent> refused(InstrumentRequest request, InstrumentRejection refusal) {
        return listing instanceof Listing.Never ? new Decision.Answered<>(Outcome.refused(refusal))
                : new Decision.Taken<>(new InstrumentEvent.RequestRefused(request, refusal));
    }

    private Decision<InstrumentEvent> accepted(InstrumentRequest request, Origin origin) {
        if (request instanceof InstrumentRequest.UpdateMark(Mark mark) && !isNews(mark)) {
            return known();
        }
        return new Decision.Taken<>(switch (request) {
            case InstrumentRequest.ListInstrument list ->
                    new InstrumentEvent.InstrumentListed(list, InstrumentId.number(name, origin, generation + 1));
            case InstrumentRequest.ChangeTerms change ->
                    new InstrumentEvent.TermsChanged(change, listed().terms().version() + 1);
            case InstrumentRequest.UpdateMark update -> new InstrumentEvent.MarkUpdated(update);
            case InstrumentRequest.Halt halt ->
                    new InstrumentEvent.InstrumentHalted(halt, origin.id(restrictions.sequence() + 1));
            case InstrumentRequest.Resume resume -> new InstrumentEvent.InstrumentResumed(resume);
            case InstrumentRequest.Delist delist -> new InstrumentEvent.Delisted(delist);
        });
    }

    /** An older observation, the same one again, or one after the last price was fixed changes nothing. */
    private boolean isNews(Mark mark) {
        Mark last = listed().mark();
        return mark.observedAtMicros() >= last.observedAtMicros() && !mark.equals(last) && !listed().hasEnded();
    }

    /** Only where the rules have made sure that it is listed. */
    Listing.Listed listed() {
        return (Listing.Listed) listing;
    }

    public Instrument apply(InstrumentEvent event, RequestId id, long decidedAtMicros) {
        return changed(event, decidedAtMicros).remembering(event, id, decidedAtMicros);
    }

    private Instrument changed(InstrumentEvent event, long decidedAtMicros) {
        return switch (event) {
            case InstrumentEvent.RequestRefused _, InstrumentEvent.FactSuspended _ -> this;
            case InstrumentEvent.DecisionFailed(InstrumentCommand _, String reason) ->
                    with(restrictions.failed(reason));
            case InstrumentEvent.InstrumentListed(InstrumentRequest.ListInstrument list, long number) ->
                    relisted(list, number, decidedAtMicros);
            case InstrumentEvent.TermsChanged(InstrumentRequest.ChangeTerms change, long version) ->
                    with(listed().with(change.terms().as(version, decidedAtMicros)));
            case InstrumentEvent.MarkUpdated(InstrumentRequest.UpdateMark update) -> with(listed().with(update.mark()));
            case InstrumentEvent.InstrumentHalted(InstrumentRequest.Halt halt, long restriction) ->
                    with(restrictions.placed(restriction(halt, restriction), decidedAtMicros));
            case InstrumentEvent.InstrumentResumed(InstrumentRequest.Resume(Lift lift)) ->
                    with(restrictions.lifted(lift.restriction()));
            case InstrumentEvent.LifeCycleChanged(InstrumentFact.LifeCycleReached fact) ->
                    with(listed().with(fact.lifeCycle()));
            case InstrumentEvent.Delisted _ -> with(listed().ended(
                    LifeCycle.DELISTED, listed().mark().indexTicks(), listed().mark().observedAtMicros()));
            case InstrumentEvent.SettlementFixed(InstrumentFact.SettlementDue _, long indexTicks) ->
                    with(listed().ended(LifeCycle.DELIVERED, indexTicks, listed().terms().expiresAtMicros()));
            case InstrumentEvent.FundingFixed(InstrumentFact.FundingDue _, FundingRate rate) ->
                    with(listed().with(rate));
            case InstrumentEvent.VenueStateChanged(InstrumentFact.VenueStateTold fact) ->
                    with(listed().with(fact.word().noLaterThan(decidedAtMicros)));
            case InstrumentEvent.HaltedByPeer(InstrumentFact.HaltedElsewhere fact) ->
                    with(restrictions.placedElsewhere(fact.restriction(), decidedAtMicros));
            case InstrumentEvent.ResumedByPeer(InstrumentFact.ResumedElsewhere(Lift lift)) ->
                    with(restrictions.liftedElsewhere(lift.restriction(), decidedAtMicros));
        };
    }

    static Restriction restriction(InstrumentRequest.Halt halt, long id) {
        return new Restriction(id, halt.state(), halt.source(), halt.reason(), halt.expiresAtMicros());
    }

    /** Another contract under the name: it starts without a mark; what restricts the name stays. */
    private Instrument relisted(InstrumentRequest.ListInstrument list, long number, long decidedAtMicros) {
        Terms terms = list.terms().as(1, decidedAtMicros);
        Listing listed = new Listing.Listed(number, list.venue(), list.symbol(), terms, list.lifeCycle(), Mark.NONE,
                SettlementAverage.of(terms), Funding.from(decidedAtMicros), VenueWord.NONE);
        return new Instrument(name, generation + 1, listed, restrictions, controls, marks);
    }

    private Instrument remembering(InstrumentEvent event, RequestId id, long atMicros) {
        boolean keeps = !(listing instanceof Listing.Never) && told(id) == null;
        if (!keeps || !(event.command() instanceof InstrumentRequest request)) {
            return this;
        }
        Outcome outcome = InstrumentAggregate.outcome(event);
        if (request instanceof InstrumentRequest.UpdateMark) {
            return new Instrument(name, generation, listing, restrictions, controls,
                    marks.with(id, request, outcome, atMicros));
        }
        return controls.isTooOld(id) ? this
                : new Instrument(name, generation, listing, restrictions,
                        controls.with(id, request, outcome, atMicros), marks);
    }

    private Instrument with(Restrictions changed) {
        return new Instrument(name, generation, listing, changed, controls, marks);
    }

    private Instrument with(Listing changed) {
        return new Instrument(name, generation, changed, restrictions, controls, marks);
    }
}
