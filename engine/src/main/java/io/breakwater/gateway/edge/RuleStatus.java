package io.breakwater.gateway.edge;

import io.grpc.Status;

/** The status that a rule's refusal of a whole call becomes, by the form of its code. */
final class RuleStatus {
    private RuleStatus() {}

    static Status.Code of(String code) {
        return switch (code) {
            case "REQUEST_ID_REUSED" -> Status.Code.ABORTED;
            case "SUBMIT_RATE", "MODIFY_RATE", "CANCEL_RATE", "TOO_MANY" -> Status.Code.RESOURCE_EXHAUSTED;
            case "INTERNAL" -> Status.Code.INTERNAL;
            default -> byForm(code);
        };
    }

    private static Status.Code byForm(String code) {
        if (code.startsWith("UNKNOWN_")) {
            return Status.Code.NOT_FOUND;
        }
        return code.endsWith("_EXISTS") ? Status.Code.ALREADY_EXISTS : Status.Code.FAILED_PRECONDITION;
    }
}
