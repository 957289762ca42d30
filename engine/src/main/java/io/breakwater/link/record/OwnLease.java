package io.breakwater.link.record;

/**
 * The lease of the own data center as one of its nodes knows it. Any node may renew it, and each knows from its own
 * readings until when it holds: a renewal happened later than any reading that did not show it yet. Written by one
 * thread, read by all.
 */
public final class OwnLease {

    private final LeaseRule rule;
    private SiteEntry known;
    private long askedNanos;
    private volatile long endsNanos;
    private volatile boolean held;
    private volatile boolean fenced;

    /** @param center number of the own data center */
    public OwnLease(LeaseRule rule, int center) {
        this.rule = rule;
        this.known = SiteEntry.absent(center);
    }

    /** The entry as it was read last. */
    public SiteEntry known() {
        return known;
    }

    /**
     * The record has answered.
     *
     * @param began when it was asked, by this process's clock
     * @param answer the entry now, and whether this question has renewed it
     */
    public void answered(long began, SiteRecord.Renewal answer) {
        SiteEntry entry = answer.entry();
        fenced = entry.isFenced();
        if (entry.isFenced() || entry.term() != known.term()) {
            held = false;
        }
        if (!entry.isFenced() && answer.isOurs()) {
            holdsFrom(began);
        } else if (!entry.isFenced() && known.term() == entry.term() && entry.renewal() > known.renewal()) {
            holdsFrom(askedNanos);
        }
        known = entry;
        askedNanos = began;
    }

    private void holdsFrom(long nanos) {
        long ends = nanos + rule.holdsNanos();
        endsNanos = held && endsNanos - ends > 0 ? endsNanos : ends;
        held = true;
    }

    /** Whether it holds for so long at least. @param nanos by this process's clock */
    public boolean holds(long nanos, long marginNanos) {
        return held && endsNanos - nanos > marginNanos;
    }

    /** Whether the record said so when it was read last. */
    public boolean isFenced() {
        return fenced;
    }
}
