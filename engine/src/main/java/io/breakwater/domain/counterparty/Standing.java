package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.kernel.Table;

/**
 * What holds a counterparty back: restrictions placed on it and limits it is passively past.
 *
 * @param restrictions by id, at most {@link #MAX_RESTRICTIONS} and one of the engine
 * @param breaches open ones, by measure: what was used when it opened
 * @param warnings caps that only warn and are exceeded, by {@link Warning#key}: they restrict nothing
 */
public record Standing(Table<Long, Restriction> restrictions, Table<Measure, Long> breaches,
        Table<String, Warning> warnings) {

    public static final int MAX_RESTRICTIONS = 256;
    /** The place that those share for which there is no room; each data center has its own. */
    static final long ENGINE = 0;
    public static final Standing GOOD = new Standing(Table.empty(), Table.empty(), Table.empty());

    /** Ids of {@link #unseen}: outside what an origin makes. */
    private static final long UNSEEN = Long.MAX_VALUE - 4_096;
    private static final long MOST_DATA_CENTERS = 1_024;

    /** Names the restriction of who traded at a data center that had been fenced, unseen here. */
    public static long unseen(int dataCenter) {
        return UNSEEN - dataCenter;
    }

    /** Whether each data center has this one by itself, so that it is lifted in each. */
    static boolean isOwn(long restriction) {
        return restriction == ENGINE || isUnseen(restriction);
    }

    /** Whether it is one of {@link #unseen}: what is approved of it is approved for all who traded there. */
    static boolean isUnseen(long restriction) {
        return restriction <= UNSEEN && restriction > UNSEEN - MOST_DATA_CENTERS;
    }

    /** The strictest of what holds now. */
    public TradingState stateAt(long nowMicros) {
        TradingState state = breaches.isEmpty() ? TradingState.ACTIVE : TradingState.REDUCING;
        for (int i = 0; i < restrictions.size(); i++) {
            Restriction restriction = restrictions.valueAt(i);
            state = restriction.holdsAt(nowMicros) ? state.strictest(restriction.state()) : state;
        }
        return state;
    }

    /** True when another one can be placed, once those that hold no more are forgotten. */
    boolean hasRoom(long nowMicros) {
        return restrictions.size() < MAX_RESTRICTIONS || holding(nowMicros).size() < MAX_RESTRICTIONS;
    }

    boolean has(long restriction) {
        return restrictions.containsKey(restriction);
    }

    Standing placed(Restriction restriction, long nowMicros) {
        Table<Long, Restriction> kept = restrictions.size() < MAX_RESTRICTIONS ? restrictions : holding(nowMicros);
        return new Standing(kept.put(restriction.id(), restriction), breaches, warnings);
    }

    /** The engine's own, which must not be refused: where there is no room they share one place. */
    Standing forced(Restriction restriction, long nowMicros) {
        Restriction shared = new Restriction(ENGINE, restriction.state(), restriction.source(), restriction.reason(),
                restriction.expiresAtMicros());
        return placed(hasRoom(nowMicros) ? restriction : shared, nowMicros);
    }

    /** With what another data center has lifted, heard of here or not yet. */
    Standing liftedElsewhere(long restriction, long nowMicros) {
        return new Standing(Restriction.lifted(restrictions, restriction, nowMicros), breaches, warnings);
    }

    /** Whether what another data center has placed is known here; not where only its lift is. */
    public boolean knows(long restriction) {
        return has(restriction) && !restrictions.get(restriction).isLiftedAhead();
    }

    /** Whether its lift is known here, and nothing else of it. */
    boolean isLiftedAhead(long restriction) {
        return has(restriction) && restrictions.get(restriction).isLiftedAhead();
    }

    /**
     * One that another data center has placed, unless it was lifted by now; where there is no room they share one place
     * until a person lifts it.
     */
    Standing placedElsewhere(Restriction restriction, long nowMicros) {
        if (has(restriction.id())) {
            return lifted(restriction.id());
        }
        if (hasRoom(nowMicros)) {
            return placed(restriction, nowMicros);
        }
        Restriction before = restrictions.get(ENGINE);
        TradingState state = before == null ? restriction.state() : before.state().strictest(restriction.state());
        return placed(new Restriction(ENGINE, state, restriction.source(), restriction.reason(), Long.MAX_VALUE),
                nowMicros);
    }

    private Table<Long, Restriction> holding(long nowMicros) {
        Table<Long, Restriction> holding = restrictions;
        for (int i = 0; i < restrictions.size(); i++) {
            boolean holds = restrictions.valueAt(i).holdsAt(nowMicros);
            holding = holds ? holding : holding.remove(restrictions.keyAt(i));
        }
        return holding;
    }

    Standing lifted(long restriction) {
        return new Standing(restrictions.remove(restriction), breaches, warnings);
    }

    Standing breached(Measure measure, long used) {
        return new Standing(restrictions, breaches.put(measure, used), warnings);
    }

    Standing cured(Measure measure) {
        return new Standing(restrictions, breaches.remove(measure), warnings);
    }

    Standing warned(Warning warning) {
        return new Standing(restrictions, breaches, warnings.put(warning.key(), warning));
    }

    Standing unwarned(Warning warning) {
        return new Standing(restrictions, breaches, warnings.remove(warning.key()));
    }
}
