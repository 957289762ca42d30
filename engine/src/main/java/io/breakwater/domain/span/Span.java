package io.breakwater.domain.span;

import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Pace;
import io.breakwater.domain.escrow.Row;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Rounding;
import java.util.List;
import java.util.TreeSet;

/**
 * One limit over data centers as one of them knows it: an immutable value, a pure function of its own events (I-06),
 * into which what was read of peers is written down. It comes into being with the first terms.
 *
 * @param matrix all rows; the own one as it is
 * @param published the own row as peers can have read it
 * @param stranded rights that a restore left in doubt; they count as used until the lost tail is known
 * @param inDoubt true from a restore until the lost tail is known: nothing that it may have done is done again
 * @param failed true after a decision failed; nothing passes then that uses more
 * @param pace of use, to ask ahead of need
 * @param holds amounts by hold id
 * @param requests decided lately
 * @param sequence the last id it made
 * @param lending what of it is with the scope that it is a limit of
 * @param lapsed true while the own data center holds no lease in the three-site record: of a WINDOWED limit nothing
 *     more is used, given or lent then, since others may have taken it over
 */
public record Span(
        String name,
        SpanTerms terms,
        Matrix matrix,
        Row published,
        long stranded,
        boolean inDoubt,
        boolean failed,
        Pace pace,
        LongMap<Long> holds,
        RecentRequests requests,
        long sequence,
        Lending lending,
        boolean lapsed) {

    public static final int MAX_HOLDS = 65_536;
    private static final int ABSENT = -1;

    public static Span absent(String name) {
        return new Span(name, SpanTerms.NONE, Matrix.of(ABSENT), Row.empty(ABSENT), 0, false, false, Pace.NONE,
                LongMap.empty(), RecentRequests.ofCapacity(RecentRequests.CONTROLS), 0, Lending.NONE, false);
    }

    public boolean exists() {
        return terms.version() > 0;
    }

    public int self() {
        return matrix.self();
    }

    public Row own() {
        return matrix.own();
    }

    /** Rights that are here, unused and out of doubt; not below 0. */
    public long local() {
        return Math.max(0, matrix.local(self()));
    }

    /** How much may yet flow out before the watcher has seen more; {@link Long#MAX_VALUE} where there is no window. */
    public long room() {
        if (lapsed && terms.windowed()) {
            return 0;
        }
        boolean watched = terms.windowed() && own().watcher() != Row.NOBODY;
        return watched ? Math.max(0, terms.window() - (own().outflow() - own().acked())) : Long.MAX_VALUE;
    }

    /** What can be used or given right now. */
    public long spendable() {
        return Math.min(local(), room());
    }

    /** What binds now: the target, or more while a lowering is being recalled. */
    public long effective() {
        return Math.max(terms.target(), matrix.existing());
    }

    /** More exists than the target: nothing is lent then, and what is lent is recalled. */
    boolean isLowered() {
        return matrix.existing() > terms.target();
    }

    /** What the scope under this part of the limit is told; null where it is no scope's limit. */
    public Grant grant() {
        String scope = SpanId.scopeOf(name);
        return scope == null ? null
                : new Grant(scope, SpanId.measureOf(name), lending.granted(), lending.recalled());
    }

    /** Whether the scope lacks something that is here by now. */
    public boolean lendsMore() {
        return exists() && SpanId.scopeOf(name) != null && mayLend() && spendable() > 0 && wantedOfIt() > 0;
    }

    /** Nothing uses more of it here: by a restriction, or since a decision failed here, which nothing lifts. */
    public boolean isRestricted() {
        return failed || matrix.isRestricted();
    }

    boolean mayLend() {
        return terms.isMember(self()) && !isLowered() && !isRestricted() && !inDoubt;
    }

    /** What the scope should get where it is here; the first time half of what is here, before it wants anything. */
    long wantedOfIt() {
        long first = lending.granted() == 0 ? local() - local() / 2 : 0;
        return Math.max(first, lending.lacking());
    }

    /**
     * With what is to come back from the scope: what lies idle there, and its part of what a lowered target lacks; all
     * where this data center has left the limit.
     */
    Span recalling() {
        return with(lending.recalling(terms.isMember(self()) ? isLowered() ? owed() : 0 : lending.outstanding()));
    }

    /** Its part of what is too much and not at hand, as others have theirs: at hand, home can ask for it. */
    private long owed() {
        long excess = matrix.existing() - terms.target() - spendable();
        long lent = lending.outstanding();
        long all = lent;
        for (int other : terms.members()) {
            all = Exact.add(all, other == self() ? 0 : Math.max(0, matrix.held(other)));
        }
        return excess <= 0 || lent == 0 ? 0 : Exact.mulDiv(Math.min(excess, all), lent, all, Rounding.CEILING);
    }

    /** The amounts of those of the holds that are open here, each once. */
    long amounts(List<Long> ended) {
        long sum = 0;
        for (long hold : new TreeSet<>(ended)) {
            sum = Exact.add(sum, holds.getOrDefault(hold, 0L));
        }
        return sum;
    }

    /**
     * The own row with so much freed. What is freed in doubt is in doubt: the lost tail may have freed it already, and
     * used it again.
     */
    Row freed(Row own, long amount) {
        Row freed = own.freeing(amount);
        return inDoubt ? freed.consuming(amount) : freed;
    }

    /** With what the own row became by freeing so much. */
    Span freeing(Row own, long amount) {
        Span changed = with(own);
        return changed.doubtingMore(inDoubt ? amount : 0);
    }

    /**
     * The own row with all doubted that has come in, where a restore left doubt: the lost tail may have read of it, and
     * used it.
     */
    Row doubted(Row own, Row read) {
        return inDoubt ? own.consuming(Math.max(0, matrix.with(own).read(read).local(self()))) : own;
    }

    Span doubtingMore(long rights) {
        return rights > 0 ? doubting(Exact.add(stranded, rights)) : this;
    }

    /** What was doubted is known to be used. */
    Span noLongerDoubting(long rights) {
        return rights > 0 ? doubting(Math.max(0, stranded - rights)) : this;
    }

    /**
     * Whether another has conceded all that was ever reclaimed from it here; not known while in doubt, for the lost
     * tail may have reclaimed more. Until then its fence stays.
     */
    public boolean hasSettledWith(int other) {
        return !inDoubt && own().with(other).reclaimed() == matrix.row(other).with(self()).conceded();
    }

    Span with(SpanTerms changed) {
        return new Span(name, changed, matrix, published, stranded, inDoubt, failed, pace, holds, requests,
                sequence, lending, lapsed);
    }

    Span lapsed(boolean changed) {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, pace, holds, requests,
                sequence, lending, changed);
    }

    /**
     * What of a fenced one's rights its watcher may take: all but the window past the most that it can know to have
     * been seen; or past what is known to have flowed out, where a restore has put more in doubt than the window.
     */
    long beyondWindow(int from) {
        Row row = matrix.row(from);
        long most = Math.max(seen(from) + terms.window(), row.outflow());
        return Math.max(0, matrix.inflow(from) + row.freed() - matrix.taken(from) - most);
    }

    private long seen(int other) {
        return Math.max(own().with(other).seen(), matrix.row(other).acked());
    }

    /**
     * What would be lost with a data center: of the own one what is not known to have been seen by its watcher; of
     * another the most that it may have used, lent or given and that was not read here.
     */
    public long atRisk(int dataCenter) {
        if (dataCenter == self()) {
            return own().watcher() == Row.NOBODY ? 0 : own().outflow() - own().acked();
        }
        long free = Math.max(0, matrix.local(dataCenter));
        long unread = Math.max(0, seen(dataCenter) + terms.window() - matrix.row(dataCenter).outflow());
        return terms.windowed() ? Math.min(free, unread) : free;
    }

    /** What of a fenced one had left its rights and was not seen, as far as its log was read since. */
    public long late(int fenced) {
        return Math.max(0, matrix.row(fenced).outflow() - own().with(fenced).seen());
    }

    /** Whether there is something to reclaim now. */
    public boolean reclaims(int from) {
        return terms.windowed() && terms.fenced().getOrDefault(from, Row.NOBODY) == self() && !inDoubt
                && terms.isWatchedBy(self(), matrix.row(from)) && beyondWindow(from) > 0;
    }

    /** With what the own row has become, in an event that peers do not read. */
    Span with(Row own) {
        Matrix known = self() == ABSENT ? new Matrix(own.owner(), matrix.rows()) : matrix;
        return new Span(name, terms, known.with(own), published, stranded, inDoubt, failed, pace, holds, requests,
                sequence, lending, lapsed);
    }

    /** With what the own row has become, in an event that peers read. */
    Span publishing(Row own) {
        Span changed = with(own);
        return new Span(name, terms, changed.matrix, own, stranded, inDoubt, failed, pace, holds, requests,
                sequence, lending, lapsed);
    }

    Span reading(Row other) {
        return new Span(name, terms, matrix.read(other), published, stranded, inDoubt, failed, pace, holds, requests,
                sequence, lending, lapsed);
    }

    /** What the lost tail may have used, counted as used. */
    Span doubting(long rights) {
        return new Span(name, terms, matrix, published, rights, true, failed, pace, holds, requests, sequence,
                lending, lapsed);
    }

    Span reconciled() {
        return new Span(name, terms, matrix, published, 0, false, failed, pace, holds, requests, sequence,
                lending, lapsed);
    }

    Span failing() {
        return new Span(name, terms, matrix, published, stranded, inDoubt, true, pace, holds, requests,
                sequence, lending, lapsed);
    }

    Span with(Pace changed) {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, changed, holds, requests,
                sequence, lending, lapsed);
    }

    Span with(LongMap<Long> changed) {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, pace, changed, requests,
                sequence, lending, lapsed);
    }

    Span with(RecentRequests changed) {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, pace, holds, changed,
                sequence, lending, lapsed);
    }

    Span with(Lending changed) {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, pace, holds, requests, sequence,
                changed, lapsed);
    }

    Span counting() {
        return new Span(name, terms, matrix, published, stranded, inDoubt, failed, pace, holds, requests,
                sequence + 1, lending, lapsed);
    }
}
