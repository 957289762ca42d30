package io.breakwater.domain.instrument;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Restriction;

/** What has happened to an instrument. Never refused and never dropped. */
public sealed interface InstrumentFact extends InstrumentCommand {

    /**
     * It has come to this point of its life: opened, expired, delivered.
     *
     * @param source who says so: the calendar, a venue, a person
     */
    record LifeCycleReached(LifeCycle lifeCycle, String source) implements InstrumentFact {}

    /** It has expired: the price that it settles on is to be fixed, from the average that its marks have made. */
    record SettlementDue() implements InstrumentFact {}

    /** A payment of funding falls due: its rate is to be fixed, from the premium that its marks have shown. */
    record FundingDue() implements InstrumentFact {}

    /** Another data center has halted it; the restriction's id names it. */
    record HaltedElsewhere(Restriction restriction) implements InstrumentFact {}

    /** Another data center has lifted a halt, whoever placed it. */
    record ResumedElsewhere(Lift lift) implements InstrumentFact {}

    /** Its venue has said what may be done with it there. Every data center hears its venues itself. */
    record VenueStateTold(VenueWord word) implements InstrumentFact {}
}
