package io.breakwater.gateway.audit;

import io.breakwater.audit.AuditStopped;
import io.breakwater.audit.Damage;
import io.breakwater.audit.DamagedLog;
import io.breakwater.audit.UnknownLog;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.journal.JournalException;
import io.breakwater.journal.StoreBusy;
import io.breakwater.journal.StoreDenied;
import io.breakwater.journal.StoreNewer;
import io.breakwater.journal.StoreStopped;
import io.breakwater.journal.StoreUnreachable;
import io.breakwater.kernel.BoundExceeded;

/** What a caller is told where a reading did not end as asked. */
final class AuditFaults {

    private AuditFaults() {}

    static RequestFault of(Throwable failure) {
        return switch (failure) {
            case DamagedLog later when later.damage().kind() == Damage.Kind.LATER_RELEASE ->
                    RequestFault.of(ErrorReason.LOG_NEWER, later.getMessage());
            case DamagedLog damaged -> RequestFault.of(ErrorReason.LOG_DAMAGED, damaged.getMessage());
            case StoreNewer later -> RequestFault.of(ErrorReason.LOG_NEWER, later.getMessage());
            case StoreUnreachable _, StoreStopped _, StoreBusy _, StoreDenied _ ->
                    RequestFault.of(ErrorReason.JOURNAL_UNREACHABLE, failure.getMessage());
            case JournalException unreadable -> RequestFault.of(ErrorReason.LOG_DAMAGED, unreadable.getMessage());
            case UnknownLog unknown -> RequestFault.of(ErrorReason.UNKNOWN_LOG, "logs", unknown.getMessage());
            case BoundExceeded bound -> RequestFault.of(ErrorReason.TOO_MANY_ITEMS, bound.getMessage());
            case AuditStopped _, InterruptedException _ ->
                    RequestFault.of(ErrorReason.NODE_STOPPING, "the reading was stopped");
            default -> Answer.fault(failure);
        };
    }
}
