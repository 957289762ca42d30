package io.breakwater.domain;

import io.breakwater.kernel.Table;

/**
 * A placed trading state. Lifted by id; until then it holds, whoever else places or lifts another.
 *
 * @param id made by the scope that holds it
 * @param source who placed it: a person, a playbook, the engine itself
 * @param expiresAtMicros epoch micros after which it no longer holds; {@link Long#MAX_VALUE} when it must be lifted
 */
public record Restriction(long id, TradingState state, String source, String reason, long expiresAtMicros) {

    /** So many that were lifted before they were heard of are remembered at a time. */
    private static final int MOST_LIFTED_AHEAD = 16;
    private static final long DAY_MICROS = 86_400_000_000L;

    /**
     * Stands for one that another data center has lifted and that was not heard of here yet: of three, one may read of
     * the lift first. It forbids nothing, and what comes under its id is not placed.
     */
    private static Restriction liftedAhead(long id, long nowMicros) {
        return new Restriction(id, TradingState.ACTIVE, "engine", "lifted before it was heard of",
                nowMicros + DAY_MICROS);
    }

    /** Whether it only stands for one that was lifted before it was heard of. */
    public boolean isLiftedAhead() {
        return state == TradingState.ACTIVE;
    }

    /** With what another data center says to be lifted: gone, or remembered until it is heard of. */
    public static Table<Long, Restriction> lifted(Table<Long, Restriction> placed, long id, long nowMicros) {
        return placed.containsKey(id) ? placed.remove(id)
                : withRoom(placed, nowMicros).put(id, liftedAhead(id, nowMicros));
    }

    /** Without those remembered that are over, or the one that would be over first where there are too many. */
    private static Table<Long, Restriction> withRoom(Table<Long, Restriction> placed, long nowMicros) {
        Table<Long, Restriction> kept = placed;
        Restriction first = null;
        int remembered = 0;
        for (int i = 0; i < placed.size(); i++) {
            Restriction each = placed.valueAt(i);
            if (each.isLiftedAhead() && !each.holdsAt(nowMicros)) {
                kept = kept.remove(each.id());
            } else if (each.isLiftedAhead()) {
                remembered++;
                first = first == null || each.expiresAtMicros < first.expiresAtMicros ? each : first;
            }
        }
        return remembered < MOST_LIFTED_AHEAD ? kept : kept.remove(first.id());
    }

    /** The same under the id that it was given. */
    public Restriction named(long given) {
        return new Restriction(given, state, source, reason, expiresAtMicros);
    }

    public boolean holdsAt(long nowMicros) {
        return nowMicros < expiresAtMicros;
    }
}
