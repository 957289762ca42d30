package io.breakwater.domain.span;

import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;

/**
 * Why a request to a limit over data centers was refused.
 *
 * @param reason its stable code
 * @param scope the limit's name
 */
public record SpanRejection(
        Code reason, String scope, long limit, long current, long requested, Unit unit, String subject)
        implements Rejection {

    /** Stable codes, in the order in which their rules are checked. Only added to. */
    public enum Code {
        /** Not a refusal: stands where a stored outcome has no reason. */
        NONE,
        /** It was first sent to, or is about a hold of, another data center: to be forwarded there. */
        ELSEWHERE,
        REQUEST_ID_REUSED,
        REQUEST_ID_TOO_OLD,
        BAD_NAME,
        OLD_TERMS,
        UNKNOWN_LIMIT,
        NOT_POSITIVE,
        RESTRICTED,
        TOO_MANY,
        /** Rights that exist elsewhere, or do not exist. */
        RIGHTS,
        /** Rights that are here, but the watcher has not seen enough of what was used. */
        WINDOW,
        UNKNOWN_HOLD,
        NOT_FENCED,
        /** It was restored and does not know yet what it had reclaimed, nor which holds it had let through. */
        IN_DOUBT,
        NOT_WATCHED,
        UNKNOWN_RESTRICTION,
        TEXT_TOO_LONG,
        INTERNAL,
        NOT_IN_DOUBT
    }

    static SpanRejection of(Code code, String scope, String subject) {
        return new SpanRejection(code, scope, 0, 0, 0, Unit.NONE, subject);
    }

    @Override
    public String code() {
        return reason.name();
    }
}
