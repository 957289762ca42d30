package io.breakwater.domain;

import io.breakwater.kernel.Table;

/**
 * The restrictions placed on one scope or instrument. It does not say what they forbid: the strictest state that holds
 * is read by the decisions of counterparties.
 *
 * @param sequence the last number given to one of them
 * @param placed by id; expired ones are dropped when the next is placed
 */
public record Restrictions(long sequence, Table<Long, Restriction> placed) {

    /** At most this many that are not HALTED may hold at once. */
    public static final int MAX_REDUCING = 64;
    /** At most this many in all: a halt has room when the rest is full (I-07). */
    public static final int MAX_PLACED = 128;
    /** The one that the engine places itself; outside what an origin makes, and only one however often it fails. */
    public static final long ENGINE = Long.MAX_VALUE;

    /** Where those that other data centers placed share one place when there is no room; only a person lifts it. */
    public static final long ELSEWHERE = Long.MAX_VALUE - 1;

    /** A restore has lost what came last; only a person who has reconciled it lifts it, here. */
    public static final long RESTORED = Long.MAX_VALUE - 2;

    /** What is known of another data center is too old; the engine lifts it when that is young again. */
    public static final long LINK_AGE = Long.MAX_VALUE - 3;

    public static final Restrictions NONE = new Restrictions(0, Table.empty());

    /** The strictest of what holds at a time, epoch micros. */
    public TradingState stateAt(long nowMicros) {
        TradingState state = TradingState.ACTIVE;
        for (int i = 0; i < placed.size(); i++) {
            Restriction restriction = placed.valueAt(i);
            state = restriction.holdsAt(nowMicros) ? state.strictest(restriction.state()) : state;
        }
        return state;
    }

    /** When the state may next change by itself, epoch micros; {@link Long#MAX_VALUE} when never. */
    public long nextExpiryMicros(long nowMicros) {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < placed.size(); i++) {
            Restriction restriction = placed.valueAt(i);
            next = restriction.holdsAt(nowMicros) ? Math.min(next, restriction.expiresAtMicros()) : next;
        }
        return next;
    }

    /** Null when there is none of this id, or only its lift is known. */
    public Restriction find(long id) {
        return isLiftedAhead(id) ? null : placed.get(id);
    }

    /** Whether one more of this state may be placed. */
    public boolean hasRoomFor(TradingState state, long nowMicros) {
        return heldAt(nowMicros).values().stream().filter(each -> !each.isLiftedAhead()).count() < bound(state);
    }

    public static int bound(TradingState state) {
        return state == TradingState.HALTED ? MAX_PLACED : MAX_REDUCING;
    }

    /** With one more; those that no longer hold are forgotten. */
    public Restrictions placed(Restriction restriction, long nowMicros) {
        return new Restrictions(sequence + 1, heldAt(nowMicros).put(restriction.id(), restriction));
    }

    /** With one that another data center has placed and that must not be refused, unless it was lifted by now. */
    public Restrictions placedElsewhere(Restriction restriction, long nowMicros) {
        if (placed.containsKey(restriction.id())) {
            return lifted(restriction.id());
        }
        if (hasRoomFor(restriction.state(), nowMicros)) {
            return placed(restriction, nowMicros);
        }
        Restriction before = placed.get(ELSEWHERE);
        TradingState state = before == null ? restriction.state() : before.state().strictest(restriction.state());
        Restriction shared = new Restriction(
                ELSEWHERE, state, restriction.source(), restriction.reason(), Long.MAX_VALUE);
        return new Restrictions(sequence, placed.put(ELSEWHERE, shared));
    }

    /** Whether it is one that its own scope keeps to itself. */
    public static boolean isOwn(long id) {
        return id >= LINK_AGE;
    }

    /** Deciding failed: only reductions until a person lifts {@link #ENGINE}. */
    public Restrictions failed(String reason) {
        return reducing(ENGINE, reason);
    }

    /** With the one that says that the log was restored: only reductions until a person lifts {@link #RESTORED}. */
    public Restrictions restored(String reason) {
        return reducing(RESTORED, reason);
    }

    /** With the one that says that too little is known of others: only reductions until {@link #LINK_AGE} is lifted. */
    public Restrictions aged(String reason) {
        return reducing(LINK_AGE, reason);
    }

    private Restrictions reducing(long id, String reason) {
        Restriction own = new Restriction(id, TradingState.REDUCING, "engine", reason, Long.MAX_VALUE);
        return new Restrictions(sequence, placed.put(id, own));
    }

    /** Whether one was lifted elsewhere before it was heard of here. */
    public boolean isLiftedAhead(long id) {
        Restriction found = placed.get(id);
        return found != null && found.isLiftedAhead();
    }

    /** With what another data center has lifted, heard of here or not yet. */
    public Restrictions liftedElsewhere(long id, long nowMicros) {
        return new Restrictions(sequence, Restriction.lifted(placed, id, nowMicros));
    }

    public Restrictions lifted(long id) {
        return new Restrictions(sequence, placed.remove(id));
    }

    private Table<Long, Restriction> heldAt(long nowMicros) {
        Table<Long, Restriction> held = placed;
        for (int i = 0; i < placed.size(); i++) {
            held = placed.valueAt(i).holdsAt(nowMicros) ? held : held.remove(placed.keyAt(i));
        }
        return held;
    }
}
