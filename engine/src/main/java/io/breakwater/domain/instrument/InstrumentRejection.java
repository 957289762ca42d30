package io.breakwater.domain.instrument;

import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;

/**
 * Why an instrument's request was refused.
 *
 * @param reason its stable code
 * @param scope {@code instruments/x}
 */
public record InstrumentRejection(
        Code reason, String scope, long limit, long current, long requested, Unit unit, String subject)
        implements Rejection {

    /**
     * Stable codes, in the order in which their rules are checked. A row each in docs/api/refusals.md. Only added to.
     */
    public enum Code {
        /** Not a refusal: stands where a stored outcome has no reason. */
        NONE,
        REQUEST_ID_REUSED,
        REQUEST_ID_TOO_OLD,
        UNKNOWN_INSTRUMENT,
        DELISTED,
        BAD_NAME,
        INSTRUMENT_EXISTS,
        LIFE_CYCLE,
        ID_TAKEN,
        ASSET_SCALE,
        TICK_BANDS,
        HAIRCUT,
        FEES,
        EXPIRY,
        EFFECTIVE_TIME,
        SETTLEMENT_ASSET,
        OPTION_TERMS,
        COMBO_LEGS,
        TERMS_FIXED,
        MARK_NOT_POSITIVE,
        MARK_RANGE,
        MARK_FROM_FUTURE,
        TEXT_TOO_LONG,
        RESTRICTION_STATE,
        RESTRICTION_EXPIRED,
        TOO_MANY,
        UNKNOWN_RESTRICTION,
        INTERNAL,
        APPROVAL_REPEATED,
        APPROVAL_OF_ANOTHER_CHANGE,
        APPROVAL_EXPIRED,
        APPROVALS_MISSING
    }

    static InstrumentRejection of(Code code, String instrument, String subject) {
        return new InstrumentRejection(code, InstrumentId.scope(instrument), 0, 0, 0, Unit.NONE, subject);
    }

    @Override
    public String code() {
        return reason.name();
    }
}
