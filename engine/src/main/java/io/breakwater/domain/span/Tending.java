package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Dealings;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Pace;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.escrow.Sharing;
import io.breakwater.kernel.Table;

/**
 * What a data center does about a limit when time has passed, as one change of its own row: it says what it has seen,
 * gives back what was asked, asks for what it will need, and where it is home recalls and grants. Mutable, lives for
 * one decision. In doubt it draws nothing to itself: what came in would be in doubt as well.
 */
final class Tending {

    private final Span span;
    private final SpanTerms terms;
    private final Pace pace;
    private final long tendsARoundTrip;
    private Row own;

    Tending(Span span, SpanFact.Tend tend) {
        this.span = span;
        this.terms = span.terms();
        this.pace = span.pace().tended(span.own().consumed(), tend.tendsARoundTrip());
        this.tendsARoundTrip = tend.tendsARoundTrip();
        this.own = span.own();
    }

    SpanEvent.Tended event(SpanFact.Tend command) {
        for (int other : terms.everyone()) {
            if (other != span.self()) {
                notice(other);
            }
        }
        acknowledge();
        if (terms.isMember(span.self())) {
            answer();
        } else {
            giveUp();
        }
        if (!span.inDoubt()) {
            demand();
        }
        if (terms.isHome(span.self()) && !span.inDoubt()) {
            lead();
        }
        return new SpanEvent.Tended(command, own, pace);
    }

    private Matrix now() {
        return span.matrix().with(own);
    }

    /** As {@link Span#spendable}, after what has been done so far. */
    private long spendable() {
        return span.with(own).spendable();
    }

    /**
     * What may be given to others: half of a window is left to what is used here, or who has just given would stand
     * still where those it gave to are cut off.
     */
    private long giveable() {
        long room = span.with(own).room() - terms.window() / 2;
        return Math.max(0, Math.min(spendable(), room));
    }

    /** Takes account of what the other reclaimed, and says how much of its outflow was read. */
    private void notice(int other) {
        Row row = span.matrix().row(other);
        Dealings dealings = own.with(other).withConceded(row.with(span.self()).reclaimed());
        boolean watches = terms.watcherOf(other) == span.self();
        boolean settled = !terms.isFenced(other) && span.hasSettledWith(other);
        own = own.towards(other, watches && settled ? dealings.withSeen(row.outflow()) : dealings);
    }

    private void acknowledge() {
        if (own.watcher() != Row.NOBODY) {
            own = own.withAcked(span.matrix().row(own.watcher()).with(span.self()).seen());
        }
    }

    /**
     * What is free of what home asked back; for others' needs only what is not needed here, or a right would go to
     * and fro between two who lack it. When the target was lowered, all. What was asked by who is home no more it
     * needs no more.
     */
    private void answer() {
        int home = terms.members().getFirst();
        if (home == span.self()) {
            return;
        }
        long kept = now().existing() > terms.target() ? 0 : lowWater();
        Dealings dealings = own.with(home);
        long owed = span.matrix().row(home).with(span.self()).asked() - dealings.answered();
        long given = Math.min(Math.min(owed, spendable() - kept), giveable());
        if (given > 0) {
            own = own.towards(home, dealings.answeringMore(given));
        }
    }

    /** Who has left the limit gives home all that is free, asked or not. */
    private void giveUp() {
        int home = terms.members().getFirst();
        long all = spendable();
        if (all > 0) {
            Dealings dealings = own.with(home);
            long owed = span.matrix().row(home).with(span.self()).asked() - dealings.answered();
            long asked = Math.max(0, Math.min(owed, all));
            own = own.towards(home, dealings.answeringMore(asked).givingMore(all - asked));
        }
    }

    /** What should be at hand: what the scope lacks too, for as long as it does. Nothing of that is written again. */
    private long stock() {
        return Math.max(pace.stock(tendsARoundTrip), span.lending().lacking());
    }

    private long lowWater() {
        return Math.max(pace.lowWater(tendsARoundTrip), span.lending().lacking());
    }

    /** Wants a stock from when less than half of it is left until it is there. */
    private void demand() {
        long local = span.with(own).local();
        long inflow = now().inflow(span.self());
        long stock = stock();
        boolean wants = local < lowWater();
        if (!terms.isMember(span.self())) {
            own = own.wanting(inflow);
        } else if (wants || local >= stock) {
            own = own.wanting(inflow + Math.max(0, stock - local));
        }
    }

    /** Home: burns and recalls what is too much; else grants to who lacks, and asks the idle for them and itself. */
    private void lead() {
        long excess = Math.max(0, now().existing() - terms.target());
        long burn = Math.min(excess, spendable());
        own = burn > 0 ? own.burning(burn) : own;
        if (excess > 0) {
            ask(excess - burn - span.with(own).recalling().lending().owed(), Table.empty(), 1);
            return;
        }
        grant(lacking());
        Table<Integer, Long> lacking = lacking();
        ask(sum(lacking) + Math.max(0, own.wanted() - now().inflow(span.self())), lacking, 2);
    }

    /** At most half of what is not needed here, shared evenly. */
    private void grant(Table<Integer, Long> lacking) {
        long surplus = Math.max(0, spendable() - stock());
        Sharing.fairly(lacking, Math.min(surplus - surplus / 2, giveable()))
                .forEach((to, part) -> own = own.towards(to, own.with(to).givingMore(part)));
    }

    private Table<Integer, Long> lacking() {
        Table<Integer, Long> lacking = Table.empty();
        for (int other : terms.members()) {
            long missing = span.matrix().row(other).wanted() - now().inflow(other);
            if (other != span.self() && !terms.isFenced(other) && missing > 0) {
                lacking = lacking.put(other, missing);
            }
        }
        return lacking;
    }

    private static long sum(Table<Integer, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** From all but those who lack, evenly, at most so great a part of what they are known to have at hand. */
    private void ask(long missing, Table<Integer, Long> lacking, long divisor) {
        Table<Integer, Long> idle = Table.empty();
        long more = missing;
        for (int other : terms.members()) {
            long owed = own.with(other).asked() - span.matrix().row(other).with(span.self()).answered();
            long free = now().local(other) - owed;
            more -= lacking.containsKey(other) ? 0 : Math.min(owed, Math.max(0, now().local(other)));
            boolean asks = other != span.self() && !lacking.containsKey(other) && free > 0;
            idle = asks ? idle.put(other, (free + divisor - 1) / divisor) : idle;
        }
        Sharing.fairly(idle, Math.max(0, more))
                .forEach((of, part) -> own = own.towards(of, own.with(of).askingMore(part)));
    }
}
