package io.breakwater.domain.span;

import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Pace;
import io.breakwater.domain.escrow.Row;
import io.breakwater.kernel.LongMap;

/**
 * One limit over data centers as one of them knows it: an immutable value, a pure function of its own events (I-06),
 * into which what was read of peers is written down. It comes into being with the first terms.
 *
 * @param matrix all rows; the own one as it is
 * @param published the own row as peers can have read it
 * @param stranded rights that a restore left in doubt; they count as used until the lost tail is known
 * @param failed true after a decision failed; nothing passes then that uses more
 * @param pace of use, to ask ahead of need
 * @param holds amounts by hold id
 * @param requests decided lately
 * @param sequence the last id it made
 */
public record Span(
        String name,
        Terms terms,
        Matrix matrix,
        Row published,
        long stranded,
        boolean failed,
        Pace pace,
        LongMap<Long> holds,
        RecentRequests requests,
        long sequence) {

    public static final int MAX_HOLDS = 65_536;
    private static final int ABSENT = -1;

    public static Span absent(String name) {
        return new Span(name, Terms.NONE, Matrix.of(ABSENT), Row.empty(ABSENT), 0, false, Pace.NONE, LongMap.empty(),
                RecentRequests.ofCapacity(RecentRequests.CONTROLS), 0);
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

    Span with(Terms changed) {
        return new Span(name, changed, matrix, published, stranded, failed, pace, holds, requests, sequence);
    }

    /** With what the own row has become, in an event that peers do not read. */
    Span with(Row own) {
        Matrix known = self() == ABSENT ? new Matrix(own.owner(), matrix.rows()) : matrix;
        return new Span(name, terms, known.with(own), published, stranded, failed, pace, holds, requests, sequence);
    }

    /** With what the own row has become, in an event that peers read. */
    Span publishing(Row own) {
        Span changed = with(own);
        return new Span(name, terms, changed.matrix, own, stranded, failed, pace, holds, requests, sequence);
    }

    Span reading(Row other) {
        return new Span(name, terms, matrix.read(other), published, stranded, failed, pace, holds, requests, sequence);
    }

    Span stranding(long inDoubt) {
        return new Span(name, terms, matrix, published, inDoubt, failed, pace, holds, requests, sequence);
    }

    Span failing() {
        return new Span(name, terms, matrix, published, stranded, true, pace, holds, requests, sequence);
    }

    Span with(Pace changed) {
        return new Span(name, terms, matrix, published, stranded, failed, changed, holds, requests, sequence);
    }

    Span with(LongMap<Long> changed) {
        return new Span(name, terms, matrix, published, stranded, failed, pace, changed, requests, sequence);
    }

    Span with(RecentRequests changed) {
        return new Span(name, terms, matrix, published, stranded, failed, pace, holds, changed, sequence);
    }

    Span counting() {
        return new Span(name, terms, matrix, published, stranded, failed, pace, holds, requests, sequence + 1);
    }
}
