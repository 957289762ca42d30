package io.breakwater.domain.scope;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.TradingState;

/** What may be refused. */
public sealed interface ScopeRequest extends ScopeCommand {

    /** Caps a measure over all holders; the cap of {@code limit} replaces an earlier one. */
    record SetCap(Limit limit) implements ScopeRequest {}

    /**
     * Takes in a holder and gives it a first part of each cap. Asking again for one that is in is accepted and changes
     * nothing; what it holds is read from the state.
     *
     * @param holder a counterparty's id or {@code groups/x}, 1…128 characters
     */
    record Enroll(String holder) implements ScopeRequest {}

    /**
     * @param state REDUCING or HALTED
     * @param expiresAtMicros epoch micros; {@link Long#MAX_VALUE} when it must be lifted
     */
    record Restrict(TradingState state, String source, String reason, long expiresAtMicros) implements ScopeRequest {}

    /** Lifts one restriction; others stay. */
    record LiftRestriction(Lift lift) implements ScopeRequest {}
}
