package io.breakwater.domain.instrument;

import io.breakwater.domain.instrument.InstrumentRejection.Code;
import io.breakwater.domain.instrument.InstrumentRules.Case;
import io.breakwater.kernel.Unit;

/**
 * What a mark must be to be believed. Whether it is fresh enough is asked by each decision that reads it, not here;
 * that it is older than the last one is no refusal but a duplicate.
 */
final class MarkRules {

    /** An observer's clock may run ahead of ours by so much. */
    static final long MAX_AHEAD_MICROS = 1_000_000;
    private static final int WHOLE_DELTA_PPM = 1_000_000;

    private MarkRules() {}

    static InstrumentRejection sign(Case c) {
        if (!(c.request() instanceof InstrumentRequest.UpdateMark(Mark mark))) {
            return null;
        }
        boolean passed = switch (c.state().listed().terms().payoff()) {
            case Payoff.Combo _ -> true;
            case Payoff.Option _ -> lower(mark) >= 0;
            case Payoff.Linear(), Payoff.Inverse(), Payoff.Quanto(), Payoff.Spot() -> lower(mark) > 0;
        };
        return passed ? null : c.refuse(Code.MARK_NOT_POSITIVE, 0, lower(mark), Unit.TICKS);
    }

    /** Of ours and the venue's. */
    private static long lower(Mark mark) {
        return Math.min(mark.ticks(), mark.venueTicks());
    }

    static InstrumentRejection range(Case c) {
        if (!(c.request() instanceof InstrumentRequest.UpdateMark(Mark mark))) {
            return null;
        }
        boolean isOption = c.state().listed().terms().payoff() instanceof Payoff.Option;
        if (isOption && Math.abs((long) mark.deltaPpm()) > WHOLE_DELTA_PPM) {
            return c.refuse(Code.MARK_RANGE, "delta");
        }
        if (mark.indexTicks() < 0 || isOption && mark.indexTicks() == 0) {
            return c.refuse(Code.MARK_RANGE, "index");
        }
        if (mark.forwardTicks() < 0 || isOption && mark.forwardTicks() == 0) {
            return c.refuse(Code.MARK_RANGE, "forward");
        }
        boolean negative = mark.volatilityMicros() < 0 || mark.openInterestLots() < 0;
        return negative ? c.refuse(Code.MARK_RANGE, "volatility or open interest") : null;
    }

    static InstrumentRejection time(Case c) {
        if (!(c.request() instanceof InstrumentRequest.UpdateMark(Mark mark))) {
            return null;
        }
        if (!mark.isKnown()) {
            return c.refuse(Code.MARK_RANGE, "observation time");
        }
        long latest = c.context().nowMicros() + MAX_AHEAD_MICROS;
        boolean ahead = mark.observedAtMicros() > latest;
        return ahead ? c.refuse(Code.MARK_FROM_FUTURE, latest, mark.observedAtMicros(), Unit.MICROS) : null;
    }
}
