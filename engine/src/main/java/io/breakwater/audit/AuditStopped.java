package io.breakwater.audit;

/** Whoever asked for a long reading wants it no more. */
public final class AuditStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditStopped() {
        super("the reading was stopped by whoever asked for it", null, false, false);
    }
}
