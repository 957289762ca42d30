package io.breakwater.gateway.edge;

import io.breakwater.kernel.Rejection;
import io.grpc.Status;
import java.util.Map;

/**
 * A call, or one item of it, that cannot be taken: thrown while it is read and turned into a status or an outcome at
 * one place. A caller may cause it at any rate, so it has no stack trace.
 */
public final class RequestFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status.Code status;
    private final String reason;
    private final String field;
    private final transient Map<String, String> metadata;
    private final boolean retry;

    private RequestFault(Status.Code status, String reason, String field, String detail, Map<String, String> metadata,
            boolean retry) {
        super(detail, null, false, false);
        this.status = status;
        this.reason = reason;
        this.field = field;
        this.metadata = metadata;
        this.retry = retry;
    }

    /** @param field path of the field in the request; empty where no single field is at fault */
    public static RequestFault of(ErrorReason reason, String field, String detail) {
        return new RequestFault(reason.status(), reason.name(), field, detail, Map.of(), reason.isWorthRetrying());
    }

    public static RequestFault of(ErrorReason reason, String detail) {
        return of(reason, "", detail);
    }

    /** A rule refused the whole call. */
    public static RequestFault refused(Rejection rejection) {
        Status.Code status = RuleStatus.of(rejection.code());
        return new RequestFault(status, rejection.code(), "", Refusals.sentence(rejection), Refusals.numbers(rejection),
                status == Status.Code.RESOURCE_EXHAUSTED);
    }

    public Status.Code status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public String field() {
        return field;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public boolean isWorthRetrying() {
        return retry;
    }
}
