package io.breakwater.link.record;

/**
 * What the record says of one data center.
 *
 * @param center number of the data center
 * @param term 1, 2, 3…; raised by each fence and by each return from one; 0 where it was never heard of
 * @param renewal counts renewals of its lease, over all terms
 * @param fencedBy who fenced it; {@link #NOBODY} where it takes part
 */
public record SiteEntry(int center, long term, long renewal, int fencedBy) {

    public static final int NOBODY = -1;

    static SiteEntry absent(int center) {
        return new SiteEntry(center, 0, 0, NOBODY);
    }

    public boolean isKnown() {
        return term > 0;
    }

    public boolean isFenced() {
        return fencedBy != NOBODY;
    }

    SiteEntry renewed() {
        return new SiteEntry(center, Math.max(1, term), renewal + 1, NOBODY);
    }

    SiteEntry fenced(int by) {
        return new SiteEntry(center, term + 1, renewal, by);
    }

    SiteEntry reinstated() {
        return new SiteEntry(center, term + 1, renewal, NOBODY);
    }
}
