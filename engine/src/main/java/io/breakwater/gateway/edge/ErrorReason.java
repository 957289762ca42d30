package io.breakwater.gateway.edge;

import io.grpc.Status;

/**
 * Why the edge did not take a call, or could not answer it: {@code ErrorInfo.reason} of the statuses that the gateway
 * makes itself. Refusals by a rule carry the rule's own code instead. Stable, a row each in docs/api/errors.md; only
 * added to.
 */
public enum ErrorReason {
    MESSAGE_MALFORMED(Status.Code.INVALID_ARGUMENT),
    FIELD_MISSING(Status.Code.INVALID_ARGUMENT),
    FIELD_INVALID(Status.Code.INVALID_ARGUMENT),
    ENUM_UNKNOWN(Status.Code.INVALID_ARGUMENT),
    NAME_MALFORMED(Status.Code.INVALID_ARGUMENT),
    REQUEST_ID_MALFORMED(Status.Code.INVALID_ARGUMENT),
    REQUEST_ID_AHEAD(Status.Code.INVALID_ARGUMENT),
    DECIMAL_MALFORMED(Status.Code.INVALID_ARGUMENT),
    DECIMAL_INEXACT(Status.Code.INVALID_ARGUMENT),
    DECIMAL_OVERFLOW(Status.Code.INVALID_ARGUMENT),
    TIME_MALFORMED(Status.Code.INVALID_ARGUMENT),
    DEADLINE_REQUIRED(Status.Code.INVALID_ARGUMENT),
    DATA_CENTER_REQUIRED(Status.Code.INVALID_ARGUMENT),
    PAGE_TOKEN_INVALID(Status.Code.INVALID_ARGUMENT),
    TOO_MANY_ITEMS(Status.Code.RESOURCE_EXHAUSTED),
    REQUEST_ID_TOO_OLD(Status.Code.FAILED_PRECONDITION),
    FACT_SUSPENDED(Status.Code.FAILED_PRECONDITION),
    NAME_UNUSABLE(Status.Code.FAILED_PRECONDITION),
    UNKNOWN_COUNTERPARTY(Status.Code.NOT_FOUND),
    UNKNOWN_ACCOUNT(Status.Code.NOT_FOUND),
    UNKNOWN_INSTRUMENT(Status.Code.NOT_FOUND),
    UNKNOWN_ASSET(Status.Code.NOT_FOUND),
    UNKNOWN_SCOPE(Status.Code.NOT_FOUND),
    UNKNOWN_DECISION(Status.Code.NOT_FOUND),
    UNKNOWN_LOG(Status.Code.NOT_FOUND),
    UNKNOWN_SPAN(Status.Code.NOT_FOUND),
    UNKNOWN_DATA_CENTER(Status.Code.NOT_FOUND),
    NOT_HOME(Status.Code.FAILED_PRECONDITION),
    NOT_SETTLED(Status.Code.FAILED_PRECONDITION),
    NOT_IN_DOUBT(Status.Code.FAILED_PRECONDITION),
    TERMS_MOVED(Status.Code.FAILED_PRECONDITION),
    RECORD_UNREACHABLE(Status.Code.UNAVAILABLE),
    HOLD_AMBIGUOUS(Status.Code.FAILED_PRECONDITION),
    LOG_DAMAGED(Status.Code.FAILED_PRECONDITION),
    JOURNAL_UNREACHABLE(Status.Code.UNAVAILABLE),
    LOG_NEWER(Status.Code.FAILED_PRECONDITION),
    DIRECTORY_NOT_EMPTY(Status.Code.ALREADY_EXISTS),
    BACKUP_FAILED(Status.Code.FAILED_PRECONDITION),
    TOO_BUSY(Status.Code.RESOURCE_EXHAUSTED),
    LANE_UNAVAILABLE(Status.Code.UNAVAILABLE),
    NODE_STOPPING(Status.Code.UNAVAILABLE),
    OUTCOME_UNKNOWN(Status.Code.DEADLINE_EXCEEDED),
    INTERNAL(Status.Code.INTERNAL);

    private final Status.Code status;

    ErrorReason(Status.Code status) {
        this.status = status;
    }

    public Status.Code status() {
        return status;
    }

    /** True where the same call may be sent again after a while: the status then carries RetryInfo. */
    public boolean isWorthRetrying() {
        return status == Status.Code.UNAVAILABLE || this == TOO_BUSY;
    }
}
