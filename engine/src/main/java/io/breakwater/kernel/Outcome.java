package io.breakwater.kernel;

/**
 * What a caller is told about one request or fact.
 *
 * @param reference the hold, restriction or other id that the decision created; 0 when it created none
 * @param rejection null exactly when the verdict carries no reason
 */
public record Outcome(Verdict verdict, long reference, Rejection rejection) {

    /** How a request ended. */
    public enum Verdict {
        ACCEPTED,
        REFUSED,
        /** Past the message rate: answered without an event. */
        THROTTLED,
        /** A fact that had been booked before; nothing was changed. */
        DUPLICATE,
        /** A fact that could not be matched and waits in suspense for a person. */
        SUSPENSE,
        /** Nothing is known of the outcome: it was decided elsewhere or its answer was lost. */
        UNKNOWN
    }

    private static final Outcome ACCEPTED = new Outcome(Verdict.ACCEPTED, 0, null);

    public static Outcome accepted() {
        return ACCEPTED;
    }

    public static Outcome accepted(long reference) {
        return new Outcome(Verdict.ACCEPTED, reference, null);
    }

    public static Outcome refused(Rejection rejection) {
        return new Outcome(Verdict.REFUSED, 0, rejection);
    }

    public static Outcome of(Verdict verdict, Rejection rejection) {
        return new Outcome(verdict, 0, rejection);
    }

    public boolean isAccepted() {
        return verdict == Verdict.ACCEPTED;
    }
}
