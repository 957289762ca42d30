package io.breakwater.domain;

import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;

/**
 * The pure functions that a lane needs to carry entities of one kind. One command gives at most one event, so a block's
 * envelope is one decision and audit re-takes it by deciding {@link #commandOf} again on the state before it.
 *
 * @param <S> state of one entity while it is held in memory; may hold derived values beside the stored ones
 * @param <C> commands: requests (may be refused) and facts (never refused)
 * @param <E> events
 */
public interface Aggregate<S, C, E> {

    /** Prefix of the lanes' names, such as {@code counterparty}. */
    String kind();

    /** Goes into every envelope; raised whenever a rule changes what it decides. */
    default int rulesVersion() {
        return 1;
    }

    /** Whether its restrictions bind decisions of other kinds, once the market view shows them. */
    default boolean bindsThroughView() {
        return false;
    }

    /** State of an entity that nobody has created yet. */
    S absent(String entity);

    /**
     * Whether it is as if nobody had ever told anything of it. Such an entity is not kept: its events are in the log,
     * and whoever tells of names that do not exist takes up no memory, nor the room of those that do (I-10).
     */
    default boolean isAbsent(S state) {
        return false;
    }

    /** Before a batch is folded: derives once what every decision of the batch needs of the view. */
    default S begin(S state, MarketView view) {
        return state;
    }

    /** Whether to begin, or to decide, may take so long that others of its lane should not have to wait for it. */
    default boolean isLarge(S state) {
        return false;
    }

    /** After a batch: lets go of what only the batch needed. */
    default S end(S state) {
        return state;
    }

    /**
     * Reads what deciding these commands is going to read, so that memory is waited for once for many and not once for
     * each. Changes nothing; whether it is called, nobody can tell but by the clock.
     *
     * @return a figure without meaning that all reads went into, so that no compiler leaves them out
     */
    default long prefetch(Ahead<S, C> ahead, MarketView view) {
        return 0;
    }

    Decision<E> decide(S state, C command, RequestId id, Context context);

    /** Whether deciding it takes risk by what the market view says, so that an old view will not do. */
    default boolean restsOnView(C command) {
        return false;
    }

    /** Total: never refuses, never throws for anything that {@link #decide} produced. */
    S apply(S state, E event, RequestId id, long decidedAtMicros);

    C commandOf(E event);

    Outcome outcomeOf(E event);

    /** A throw while deciding became this event, so that the item fails alone; it puts the entity into REDUCING. */
    E failed(C command, String reason);

    /** {@code firm/group} of the entity, copied into every envelope; empty where it has none. */
    String scopePathOf(S state);

    /** The part of the state that is stored in snapshots and hashed: a record. */
    Record stored(S state);

    S restored(Record stored);

    /** Roots for the codec: the sealed event type and the stored record type. */
    Class<E> eventType();

    /** The sealed type of the commands, which travel between nodes. */
    Class<C> commandType();

    Class<? extends Record> storedType();
}
