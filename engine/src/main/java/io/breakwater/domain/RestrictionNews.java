package io.breakwater.domain;

/**
 * What one event says about a restriction, for another data center that has placed or lifted it and wants to know
 * whether that is in force where the event was decided.
 *
 * @param restriction its id
 * @param lifted true: it holds there no more; false: it holds there
 * @param fault why it could not be booked there; empty where it was
 */
public record RestrictionNews(long restriction, boolean lifted, String fault) {

    public static RestrictionNews placed(long restriction) {
        return new RestrictionNews(restriction, false, "");
    }

    public static RestrictionNews lifted(long restriction) {
        return new RestrictionNews(restriction, true, "");
    }

    /** The same, not booked. */
    public RestrictionNews but(String reason) {
        return new RestrictionNews(restriction, lifted, reason);
    }
}
