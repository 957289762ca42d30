package io.breakwater.domain.scope;

import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;

/**
 * Why a scope's request was refused.
 *
 * @param reason its stable code
 * @param scope whose rule refused
 */
public record ScopeRejection(
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
        BAD_NAME,
        NOT_SHARED,
        NOT_ADDITIVE,
        DIMENSION,
        NOT_HARD,
        CAP_TOO_LARGE,
        ID_TAKEN,
        TEXT_TOO_LONG,
        RESTRICTION_STATE,
        RESTRICTION_EXPIRED,
        TOO_MANY,
        UNKNOWN_RESTRICTION,
        UNKNOWN_HOLDER,
        INTERNAL,
        /** Its cap is what it was lent of a limit that spans data centers: that limit is to be set. */
        SPANS_DATA_CENTERS,
        APPROVAL_REPEATED,
        APPROVAL_OF_ANOTHER_CHANGE,
        APPROVAL_EXPIRED,
        APPROVALS_MISSING
    }

    static ScopeRejection of(Code code, String scope, String subject) {
        return new ScopeRejection(code, scope, 0, 0, 0, Unit.NONE, subject);
    }

    @Override
    public String code() {
        return reason.name();
    }
}
