package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.Unit;

/**
 * Why a counterparty's request was refused.
 *
 * @param reason its stable code
 * @param scope whose rule refused
 */
public record CounterpartyRejection(
        Code reason, String scope, long limit, long current, long requested, Unit unit, String subject)
        implements Rejection {

    /** Stable codes, in the order their rules are checked; each has a row in docs/api/refusals.md. Only added to. */
    public enum Code {
        /** Not a refusal: stands where a stored outcome has no reason. */
        NONE,
        UNKNOWN_COUNTERPARTY,
        COUNTERPARTY_EXISTS,
        UNKNOWN_ACCOUNT,
        ACCOUNT_EXISTS,
        REQUEST_ID_REUSED,
        REQUEST_ID_TOO_OLD,
        NOT_PERMITTED,
        HALTED,
        REDUCING,
        UNKNOWN_INSTRUMENT,
        NOT_OPEN,
        EXPIRED,
        PRECISION,
        OFF_TICK,
        NOT_POSITIVE,
        NO_MARK,
        STALE_MARK,
        NO_ASSET_PRICE,
        DUPLICATE_CLIENT_ORDER_ID,
        DUPLICATE_ORDER,
        SELF_TRADE,
        SUBMIT_RATE,
        MODIFY_RATE,
        ORDER_SIZE,
        ORDER_NOTIONAL,
        COLLAR,
        WORKING_ORDERS,
        REDUCE_CAPACITY,
        GROSS_POSITION,
        NET_POSITION,
        GROSS_NOTIONAL,
        DELTA,
        CONCENTRATION,
        MARGIN,
        LOSS,
        ALLOWANCE,
        UNKNOWN_ORDER,
        ORDER_DONE,
        /** A replacement of it has not been acknowledged yet. */
        ORDER_PENDING,
        BELOW_FILLED,
        TOO_MANY,
        GROUP_MEMBER,
        INSUFFICIENT_FUNDS,
        UNKNOWN_RESTRICTION,
        UNKNOWN_MEASURE,
        ASSET_SCALE,
        OVERFLOW,
        INTERNAL,
        /** It reduces the position and raises portfolio margin by more than the policy's bound. */
        REDUCTION_RAISES_MARGIN,
        GAMMA,
        VEGA,
        SHORT_OPTIONS,
        PREMIUM_PAID,
        /** It names no side of a position where its account has two, or one where it has none. */
        POSITION_SIDE,
        /** Its venue has said last that the instrument is locked, halted, settling, delivered or closed. */
        VENUE_NOT_OPEN,
        /** A withdrawal away from home, or a move of collateral that neither begins there nor ends there. */
        NOT_AT_HOME,
        APPROVAL_REPEATED,
        APPROVAL_OF_ANOTHER_CHANGE,
        APPROVAL_EXPIRED,
        APPROVALS_MISSING,
        /** Too many cancels of what is being cancelled already; what was asked for stands. */
        CANCEL_RATE,
        /** A restriction that would have ended already: it would hold nobody back, and be answered as if it did. */
        RESTRICTION_EXPIRED
    }

    public static final CounterpartyRejection NONE = of(Code.NONE, "");

    public static CounterpartyRejection of(Code code, String subject) {
        return new CounterpartyRejection(code, "", 0, 0, 0, Unit.NONE, subject);
    }

    public static CounterpartyRejection exceeds(
            Code code, String scope, Measure measure, long cap, long used, long requested, String subject) {
        return new CounterpartyRejection(code, scope, cap, used, requested, measure.unit(), subject);
    }

    @Override
    public String code() {
        return reason.name();
    }
}
