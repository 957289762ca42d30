package io.breakwater.domain.instrument;

import io.breakwater.domain.Lift;
import io.breakwater.domain.TradingState;

/** What may be refused. */
public sealed interface InstrumentRequest extends InstrumentCommand {

    /**
     * Makes the name tradable under these terms.
     *
     * @param name of the instrument that is asked, repeated so that the request says all
     * @param venue id without its collection; empty when we are the venue
     * @param symbol as the venue writes it, 1…64 characters
     * @param terms their version is given by the engine; effective from 0 means from now on
     * @param lifeCycle PRE_LISTED or OPEN
     */
    record ListInstrument(String name, String venue, String symbol, Terms terms, LifeCycle lifeCycle)
            implements InstrumentRequest {}

    /** Replaces what may change while positions are held: tick bands, expiry, averaging, fees and haircut. */
    record ChangeTerms(Terms terms) implements InstrumentRequest {}

    /** A new observation of its value. Ordered by when it was observed, not by when it arrives. */
    record UpdateMark(Mark mark) implements InstrumentRequest {}

    /**
     * @param state REDUCING or HALTED
     * @param expiresAtMicros epoch micros; {@link Long#MAX_VALUE} when it must be lifted
     */
    record Halt(TradingState state, String source, String reason, long expiresAtMicros) implements InstrumentRequest {}

    /** Lifts one restriction; others stay. */
    record Resume(Lift lift) implements InstrumentRequest {}

    /** Ends the listing for good; the name may be listed again as another instrument. */
    record Delist(String reason) implements InstrumentRequest {}
}
